// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.tensors;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.nghe.model.Safetensors;
import vn.nghe.model.Tensor;
import vn.nghe.model.TensorType;

final class SafetensorsWriterTest {
  @TempDir Path folder;

  /** A tensor of given bytes, written one by one. */
  private static final class Bytes implements TensorSource {
    private final String name;
    private final TensorType type;
    private final long[] shape;
    private final byte[] values;

    Bytes(String name, TensorType type, long[] shape, byte... values) {
      this.name = name;
      this.type = type;
      this.shape = shape;
      this.values = values;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public TensorType type() {
      return type;
    }

    @Override
    public long[] shape() {
      return shape;
    }

    @Override
    public void writeTo(WritableByteChannel out) throws IOException {
      for (byte value : values) {
        out.write(ByteBuffer.wrap(new byte[] {value}));
      }
    }
  }

  @Test
  void whatIsWrittenIsReadBack() throws IOException {
    Path file = folder.resolve("a.safetensors");
    SafetensorsWriter.write(
        file,
        List.of(
            new Bytes("flags", TensorType.U8, new long[] {3}, (byte) 1, (byte) 2, (byte) 3),
            new Bytes("tiếng \"nghe\"", TensorType.F16, new long[] {1, 1}, (byte) 0, (byte) 0x3C),
            new Bytes("none", TensorType.F32, new long[] {0, 7}),
            new Bytes("steps", TensorType.I64, new long[0], new byte[8])),
        Map.of("made by", "test"));
    try (Safetensors read = Safetensors.open(file)) {
      assertEquals(Map.of("made by", "test"), read.metadata());
      assertEquals(
          List.of("steps", "none", "tiếng \"nghe\"", "flags"),
          read.tensors().stream().map(Tensor::name).toList());
      assertEquals(List.of(), read.tensor("steps").orElseThrow().shape());
      assertEquals(List.of(0L, 7L), read.tensor("none").orElseThrow().shape());
      var one = new float[1];
      read.tensor("tiếng \"nghe\"").orElseThrow().floats(0, one, 0, 1);
      assertArrayEquals(new float[] {1}, one);
      Tensor flags = read.tensor("flags").orElseThrow();
      assertArrayEquals(new byte[] {1, 2, 3}, flags.data().toArray(ValueLayout.JAVA_BYTE));
    }
  }

  @Test
  void aTensorOfAnotherFileKeepsItsValuesUnderItsNewName() throws IOException {
    Path file = folder.resolve("a.safetensors");
    Path copy = folder.resolve("b.safetensors");
    SafetensorsWriter.write(
        file,
        List.of(new Bytes("old", TensorType.U8, new long[] {1, 2}, (byte) 7, (byte) 9)),
        Map.of());
    try (Safetensors read = Safetensors.open(file)) {
      SafetensorsWriter.write(
          copy, List.of(TensorSource.of("new", read.tensor("old").orElseThrow())), Map.of());
    }
    try (Safetensors read = Safetensors.open(copy)) {
      Tensor tensor = read.tensor("new").orElseThrow();
      assertEquals(List.of(1L, 2L), tensor.shape());
      assertArrayEquals(new byte[] {7, 9}, tensor.data().toArray(ValueLayout.JAVA_BYTE));
    }
  }

  @Test
  void aFileThatIsThereIsReplaced() throws IOException {
    Path file = folder.resolve("a.safetensors");
    SafetensorsWriter.write(
        file, List.of(new Bytes("a", TensorType.U8, new long[] {99}, new byte[99])), Map.of());
    SafetensorsWriter.write(file, List.of(), Map.of());
    try (Safetensors read = Safetensors.open(file)) {
      assertEquals(0, read.tensors().size());
    }
  }

  @Test
  void sourcesThatContradictThemselvesAreRefused() {
    Bytes one = new Bytes("a", TensorType.U8, new long[] {1}, (byte) 1);
    assertRefused("the name a is already used", one, one);
    assertRefused(
        "the name __metadata__ is already used",
        new Bytes("__metadata__", TensorType.U8, new long[] {0}));
    assertRefused(
        "tensor a [-1] has a negative dimension", new Bytes("a", TensorType.U8, new long[] {-1}));
    assertRefused(
        "tensor a [2] wrote 1 bytes, not 2",
        new Bytes("a", TensorType.U8, new long[] {2}, (byte) 1));
  }

  private void assertRefused(String message, TensorSource... tensors) {
    Path file = folder.resolve("refused.safetensors");
    var refusal =
        assertThrows(
            IllegalArgumentException.class,
            () -> SafetensorsWriter.write(file, List.of(tensors), Map.of()));
    assertEquals(message, refusal.getMessage());
  }
}
