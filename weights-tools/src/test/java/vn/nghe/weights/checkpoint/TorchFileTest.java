// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.checkpoint;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import vn.nghe.model.Safetensors;
import vn.nghe.model.Tensor;
import vn.nghe.weights.tensors.TensorSource;

/** Files of real PyTorch and Lightning, against what the safetensors library says is in them. */
final class TorchFileTest {
  @TempDir Path folder;

  static Stream<Path> versions() {
    return Fixtures.folders();
  }

  @ParameterizedTest
  @MethodSource("versions")
  void everyTypeAndLayoutIsReadAsSafetensorsHasIt(Path version) {
    assertSame(version.resolve("layouts.bin"), version.resolve("layouts.safetensors"));
  }

  @Test
  void typesThatCameLaterAreReadAsSafetensorsHasThem() {
    Path newest = Fixtures.newest();
    assertSame(newest.resolve("newer-types.bin"), newest.resolve("newer-types.safetensors"));
  }

  @ParameterizedTest
  @CsvSource({
    "layouts-legacy.bin, layouts.safetensors",
    "checkpoint-legacy.bin, layouts.safetensors",
    "newer-types-legacy.bin, newer-types.safetensors",
    "layouts-big-endian.bin, layouts.safetensors",
    "repeated.bin, repeated.safetensors",
  })
  void otherFormsAreReadAsSafetensorsHasTheSame(String torch, String safetensors) {
    Path newest = Fixtures.newest();
    assertSame(newest.resolve(torch), newest.resolve(safetensors));
  }

  @Test
  void aValueThatIsRepeatedAMillionTimesIsWrittenAsOften() {
    try (TensorFile file = TensorFile.open(Fixtures.newest().resolve("expanded.bin"))) {
      FloatBuffer values =
          ByteBuffer.wrap(Fixtures.bytes(file.tensor("weight", "w")))
              .order(ByteOrder.LITTLE_ENDIAN)
              .asFloatBuffer();
      assertEquals(1_000_000, values.remaining());
      while (values.hasRemaining()) {
        assertEquals(1f, values.get());
      }
    }
  }

  @Test
  void anOldFileThatIsCutShortIsRefusedWhereverThatIs() throws IOException {
    byte[] whole = Fixtures.read(Fixtures.newest().resolve("legacy.bin"));
    Path cut = folder.resolve("cut.bin");
    for (int length = 0; length < whole.length; length++) {
      Files.write(cut, Arrays.copyOf(whole, length));
      assertThrows(CheckpointException.class, () -> TensorFile.open(cut).close());
    }
  }

  @ParameterizedTest
  @MethodSource("versions")
  void theModelOfALightningCheckpointIsFoundAmongAllElse(Path version) {
    assertSame(version.resolve("lightning.ckpt"), version.resolve("lightning.safetensors"));
  }

  @ParameterizedTest
  @MethodSource("versions")
  void aModelOfTransformersIsReadAsSafetensorsHasIt(Path version) {
    try (TensorFile file = TensorFile.open(version.resolve("whisper/pytorch_model.bin"));
        Safetensors expected = Safetensors.open(version.resolve("encoder.safetensors"))) {
      assertTrue(file.names().size() > expected.tensors().size(), "the decoder's");
      expected.tensors().forEach(tensor -> assertSame(tensor, file.tensor(tensor.name(), "x")));
    }
  }

  @ParameterizedTest
  @CsvSource({"protocol-3.bin", "protocol-4.bin", "protocol-5.bin", "no-checksum.bin"})
  void everyProtocolAndAMissingChecksumAreRead(String name) {
    try (TensorFile file = TensorFile.open(Fixtures.newest().resolve(name))) {
      ByteBuffer values =
          ByteBuffer.wrap(Fixtures.bytes(file.tensor("w", "w"))).order(ByteOrder.LITTLE_ENDIAN);
      for (float expected = 0; expected < 4; expected++) {
        assertEquals(expected, values.getFloat());
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "script.pt | a program of TorchScript",
        "module.bin | holds an object of torch.nn.modules.linear.Linear",
        "sparse.bin | tensor w is made by torch._utils._rebuild_sparse_tensor",
        "complex.bin | tensor w holds values of ComplexFloatStorage",
        "value-2.pkl | neither a zip archive of PyTorch nor safetensors",
      })
  void whatCannotBeReadIsNamed(String name, String message) {
    Path path = Fixtures.newest().resolve(name);
    String refusal =
        assertThrows(
                CheckpointException.class,
                () -> {
                  try (TensorFile file = TensorFile.open(path)) {
                    file.names().forEach(tensor -> file.tensor(tensor, "x"));
                  }
                })
            .getMessage();
    assertTrue(refusal.startsWith(path + ": ") && refusal.contains(message), refusal);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "version https://git-lfs.github.com/spec/v1 | a pointer of Git LFS",
        "<!DOCTYPE html> | a web page",
        "'' | an empty file",
        "RIFF | neither a zip archive",
      })
  void whatIsNoCheckpointAtAllIsNamed(String content, String message) throws IOException {
    Path file = Files.writeString(folder.resolve("pytorch_model.bin"), content);
    String refusal =
        assertThrows(CheckpointException.class, () -> TensorFile.open(file)).getMessage();
    assertTrue(refusal.contains(message), refusal);
  }

  @Test
  void damagedValuesAreFoundWhenTheyAreAskedFor() throws IOException {
    byte[] bytes = Fixtures.read(Fixtures.newest().resolve("protocol-3.bin"));
    byte[] oneAndTwo = {0, 0, (byte) 0x80, 0x3F, 0, 0, 0, 0x40};
    int at = indexOf(bytes, oneAndTwo);
    bytes[at + 2] ^= 1;
    Path file = Files.write(folder.resolve("damaged.bin"), bytes);
    try (TensorFile damaged = TensorFile.open(file)) {
      String refusal =
          assertThrows(CheckpointException.class, () -> damaged.tensor("w", "w")).getMessage();
      assertTrue(refusal.contains("data/0 is damaged: its checksum is wrong"), refusal);
    }
  }

  private static int indexOf(byte[] bytes, byte[] wanted) {
    for (int at = 0; ; at++) {
      if (Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length)) {
        return at;
      }
    }
  }

  private static void assertSame(Path torch, Path safetensors) {
    try (TensorFile file = TensorFile.open(torch);
        Safetensors expected = Safetensors.open(safetensors)) {
      assertEquals(expected.tensors().size(), file.names().size());
      expected.tensors().forEach(tensor -> assertSame(tensor, file.tensor(tensor.name(), "x")));
    }
  }

  private static void assertSame(Tensor expected, TensorSource found) {
    assertEquals(expected.type(), found.type(), expected.name());
    assertArrayEquals(
        expected.shape().stream().mapToLong(Long::longValue).toArray(),
        found.shape(),
        expected.name());
    assertArrayEquals(expected.data().toArray(JAVA_BYTE), Fixtures.bytes(found), expected.name());
  }
}
