// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import vn.nghe.model.Safetensors;
import vn.nghe.model.Tensor;

/**
 * Reads a safetensors file with the reader of DJL, which shares no code with the engine's, and
 * compares every tensor to the bit: an error of one reader does not become the truth about a model.
 *
 * <p>DJL's reader runs without an engine and without native code. It copies the whole file to the
 * heap, and is wrong about files of 2 GiB and more; those that are too large for it are skipped.
 */
final class SecondReading {
  private static final String READER = " by DJL";

  /** Values in one block. */
  private static final int RUN = 1 << 16;

  /** The file as one array of bytes, and its tensors. */
  private static final int COPIES = 2;

  private static final int MEBIBYTE = 1 << 20;

  private final Path file;
  private final VerificationFindings findings;

  private SecondReading(Path file, VerificationFindings findings) {
    this.file = file;
    this.findings = findings;
  }

  /**
   * Compares what both read.
   *
   * @param tensors the file as the engine reads it
   * @param file the file for DJL
   */
  static void check(Safetensors tensors, Path file, VerificationFindings findings) {
    check(tensors, file, findings, Runtime.getRuntime().maxMemory());
  }

  /**
   * As above.
   *
   * @param heap the bytes that DJL may take
   */
  static void check(Safetensors tensors, Path file, VerificationFindings findings, long heap) {
    String name = file.getFileName() + READER;
    try {
      long size = Files.size(file);
      if (size > Integer.MAX_VALUE - Long.BYTES) {
        findings.checked(name, "skipped: " + size + " bytes, DJL's reader takes less than 2 GiB");
      } else if (size * COPIES > heap) {
        findings.checked(
            name,
            "skipped: needs a heap of %d MiB; set JAVA_TOOL_OPTIONS=-Xmx%1$dm"
                .formatted(Math.ceilDiv(size * COPIES, MEBIBYTE)));
      } else if (tensors.tensors().stream().allMatch(SecondReading::isComparable)) {
        new SecondReading(file, findings).compare(tensors);
        findings.checked(name, tensors.tensors().size() + " tensors");
      }
    } catch (NoClassDefFoundError absent) {
      findings.checked(name, "skipped: this installation is without DJL");
    } catch (IOException | RuntimeException refused) {
      findings.wrong(file, "the engine reads it, DJL does not: " + refused);
    }
  }

  /** Other types are reported as faults by {@link TensorChecks}. */
  private static boolean isComparable(Tensor tensor) {
    return switch (tensor.type()) {
      case F32, F16, BF16, I8 -> true;
      default -> false;
    };
  }

  private void compare(Safetensors tensors) throws IOException {
    Map<String, DjlTensor> others = DjlTensor.read(file);
    for (Tensor tensor : tensors.tensors()) {
      DjlTensor other = others.remove(tensor.name());
      if (other == null) {
        findings.wrong(file, tensor.name(), "is read by the engine, not by DJL");
      } else {
        compare(tensor, other);
      }
    }
    others
        .keySet()
        .forEach(name -> findings.wrong(file, name, "is read by DJL, not by the engine"));
  }

  private void compare(Tensor tensor, DjlTensor other) {
    List<Long> shape = other.shape();
    if (!shape.equals(tensor.shape())) {
      findings.wrong(
          file,
          tensor.name(),
          "has shape " + tensor.shape() + " for the engine, " + shape + " for DJL");
      return;
    }
    float[] run = new float[(int) Math.min(RUN, tensor.size())];
    for (long from = 0; from < tensor.size(); from += RUN) {
      int count = (int) Math.min(RUN, tensor.size() - from);
      tensor.floats(from, run, 0, count);
      for (int i = 0; i < count; i++) {
        int bits = other.nextBits().getAsInt();
        if (bits != Float.floatToRawIntBits(run[i])) {
          findings.wrong(
              file,
              tensor.name(),
              "at %s is %s (bits %08x) for the engine, %s (bits %08x) for DJL"
                  .formatted(
                      TensorChecks.position(from + i, shape),
                      run[i],
                      Float.floatToRawIntBits(run[i]),
                      Float.intBitsToFloat(bits),
                      bits));
          return;
        }
      }
    }
  }
}
