// SPDX-License-Identifier: Apache-2.0
package vn.nghe.perf.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import vn.nghe.perf.yardstick.FmaPeak;
import vn.nghe.perf.yardstick.OnnxModel;
import vn.nghe.perf.yardstick.OpenBlasProduct;

/** The machine and the libraries of a measurement. */
record Machine(
    String processor, int cores, String java, int vectorBits, String openBlas, String onnxRuntime) {

  static Machine here() {
    return new Machine(
        processorName(),
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("java.vendor.version", "") + " " + System.getProperty("java.version"),
        FmaPeak.vectorBits(),
        OpenBlasProduct.core(),
        OnnxModel.version());
  }

  @Override
  public String toString() {
    return "%s, %d cores; Java %s with vectors of %d bits; OpenBLAS for %s; ONNX Runtime %s"
        .formatted(processor, cores, java, vectorBits, openBlas, onnxRuntime);
  }

  private static String processorName() {
    try {
      return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(System.getProperty("os.arch"));
    } catch (IOException e) {
      // Only Linux has the file.
      return System.getProperty("os.arch");
    }
  }
}
