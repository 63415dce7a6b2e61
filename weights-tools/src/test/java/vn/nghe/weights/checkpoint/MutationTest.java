// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.checkpoint;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Real checkpoints with bytes changed at random, the same ones in every run: each is read or
 * refused with a {@link CheckpointException}, and takes no more memory than an honest one could.
 */
final class MutationTest {
  private static final int CENTRAL_HEADER = 0x02014b50;

  /** Well above what any of the files takes, and below what a length that lies could claim. */
  private static final long MOST_ALLOCATED = 64 << 20;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "layouts.bin, 2000",
    "newer-types.bin, 1000",
    "layouts-legacy.bin, 2000",
    "protocol-5.bin, 2000",
    "lightning.ckpt, 200",
  })
  void changedBytesAreReadOrRefused(String name, int times) throws IOException {
    byte[] honest = withoutChecksums(Fixtures.read(Fixtures.newest().resolve(name)));
    Path file = folder.resolve(name);
    var random = new SplittableRandom(name.hashCode());
    int refused = 0;
    for (int i = 0; i < times; i++) {
      Files.write(file, mutated(honest, random));
      long before = THREADS.getCurrentThreadAllocatedBytes();
      if (!isRead(file)) {
        refused++;
      }
      assertTrue(THREADS.getCurrentThreadAllocatedBytes() - before < MOST_ALLOCATED);
    }
    assertTrue(refused > times / 10 && refused < times, refused + " refused");
  }

  private static boolean isRead(Path file) {
    try (TensorFile checkpoint = TensorFile.open(file)) {
      checkpoint.names().forEach(tensor -> Fixtures.bytes(checkpoint.tensor(tensor, "x")));
      return true;
    } catch (CheckpointException refused) {
      assertTrue(refused.getMessage().startsWith(file + ": "), refused.getMessage());
      return false;
    }
  }

  /** Few bytes changed, mostly where structure is: in the pickle and the directory. */
  private static byte[] mutated(byte[] honest, SplittableRandom random) {
    byte[] bytes = honest.clone();
    int changes = 1 + random.nextInt(4);
    for (int i = 0; i < changes; i++) {
      int at =
          switch (random.nextInt(4)) {
            case 0 -> random.nextInt(bytes.length);
            case 1 -> bytes.length - 1 - random.nextInt(Math.min(bytes.length, 2000));
            default -> random.nextInt(Math.min(bytes.length, 6000));
          };
      switch (random.nextInt(4)) {
        case 0 -> bytes[at] = (byte) random.nextInt(256);
        case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 2 -> bytes[at] = (byte) (random.nextBoolean() ? 0xFF : 0);
        default -> {
          int length = Math.min(1 + random.nextInt(16), bytes.length - at);
          System.arraycopy(bytes, random.nextInt(bytes.length - length), bytes, at, length);
        }
      }
    }
    return random.nextInt(20) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
  }

  /** With checksums nearly every change would be found before the pickle is read. */
  private static byte[] withoutChecksums(byte[] archive) {
    ByteBuffer bytes = ByteBuffer.wrap(archive).order(ByteOrder.LITTLE_ENDIAN);
    for (int at = 0; at + 20 <= archive.length; at++) {
      if (bytes.getInt(at) == CENTRAL_HEADER) {
        bytes.putInt(at + 16, 0);
      }
    }
    return archive;
  }
}
