// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.nghe.model.Safetensors;

/** Where the second reader reads another file than the engine, it disagrees, and it is said how. */
final class SecondReadingTest {
  private static final String TENSORS =
      """
      {"a":{"dtype":"F32","shape":[2,2],"data_offsets":[0,16]},
       "b":{"dtype":"F16","shape":[2],"data_offsets":[16,20]},
       "c":{"dtype":"BF16","shape":[2],"data_offsets":[20,24]},
       "d":{"dtype":"I8","shape":[3],"data_offsets":[24,27]},
       "e":{"dtype":"F32","shape":[],"data_offsets":[27,31]},
       "f":{"dtype":"F32","shape":[0,4],"data_offsets":[31,31]}}""";

  @TempDir Path folder;

  private Path file(String name, String header, float third) throws IOException {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes =
        ByteBuffer.allocate(Long.BYTES + json.length + 31).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(json.length).put(json);
    bytes.putFloat(1).putFloat(-0f).putFloat(third).putFloat(4);
    bytes.putShort(Float.floatToFloat16(0.1f)).putShort((short) 1);
    bytes.putShort((short) 0x3F80).putShort((short) 0xFFC1);
    bytes.put(new byte[] {-128, 0, 127}).putFloat(Float.MIN_VALUE);
    return Files.write(folder.resolve(name), bytes.array());
  }

  private static Verification compared(Path engine, Path other, long heap) {
    var findings = new VerificationFindings();
    try (Safetensors tensors = Safetensors.open(engine)) {
      SecondReading.check(tensors, other, findings, heap);
    }
    return findings.verification();
  }

  private static Verification compared(Path engine, Path other) {
    return compared(engine, other, Long.MAX_VALUE);
  }

  @Test
  void bothReadTheSameOfEveryType() throws IOException {
    Path file = file("model.safetensors", TENSORS, 3);
    assertEquals(
        new Verification(List.of(), List.of("model.safetensors by DJL: 6 tensors")),
        compared(file, file));
  }

  @Test
  void aBitThatDiffersIsNamedWithBothValues() throws IOException {
    Path file = file("model.safetensors", TENSORS, 3);
    Path other = file("other.safetensors", TENSORS, Math.nextUp(3f));
    assertEquals(
        List.of(
            other
                + ": tensor a at [1, 0] is 3.0 (bits 40400000) for the engine,"
                + " 3.0000002 (bits 40400001) for DJL"),
        compared(file, other).faults());
  }

  @Test
  void theSignOfZeroIsABit() throws IOException {
    Path file = file("model.safetensors", TENSORS, 0f);
    Path other = file("other.safetensors", TENSORS, -0f);
    assertEquals(
        List.of(
            other
                + ": tensor a at [1, 0] is 0.0 (bits 00000000) for the engine,"
                + " -0.0 (bits 80000000) for DJL"),
        compared(file, other).faults());
  }

  @Test
  void namesAndShapesThatDifferAreSaid() throws IOException {
    Path file = file("model.safetensors", TENSORS, 3);
    Path other =
        file("other.safetensors", TENSORS.replace("[2,2]", "[4,1]").replace("\"b\"", "\"g\""), 3);
    assertEquals(
        List.of(
            other + ": tensor a has shape [2, 2] for the engine, [4, 1] for DJL",
            other + ": tensor b is read by the engine, not by DJL",
            other + ": tensor g is read by DJL, not by the engine"),
        compared(file, other).faults());
  }

  @Test
  void whatDjlCannotReadIsSaid() throws IOException {
    Path file = file("model.safetensors", TENSORS, 3);
    Path other = Files.writeString(folder.resolve("other.safetensors"), "no weights");
    List<String> faults = compared(file, other).faults();
    assertEquals(1, faults.size());
    assertEquals(
        other + ": the engine reads it, DJL does not",
        faults.getFirst().replaceFirst("not: .*", "not"));
  }

  @Test
  void aFileOfTwoGibibytesIsSkipped() throws IOException {
    Path file = file("model.safetensors", TENSORS, 3);
    Path large = folder.resolve("large.safetensors");
    try (var sparse = new RandomAccessFile(large.toFile(), "rw")) {
      sparse.setLength(1L << 31);
    }
    assertEquals(
        new Verification(
            List.of(),
            List.of(
                "large.safetensors by DJL: skipped: 2147483648 bytes, DJL's reader takes less than"
                    + " 2 GiB")),
        compared(file, large));
  }

  @Test
  void aFileThatTheHeapDoesNotHoldIsSkipped() throws IOException {
    Path file = file("model.safetensors", TENSORS, 3);
    assertEquals(
        List.of(
            "model.safetensors by DJL: skipped: needs a heap of 1 MiB; set"
                + " JAVA_TOOL_OPTIONS=-Xmx1m"),
        compared(file, file, 100).checked());
  }
}
