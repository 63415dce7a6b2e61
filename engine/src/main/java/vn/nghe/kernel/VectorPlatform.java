// SPDX-License-Identifier: Apache-2.0
package vn.nghe.kernel;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import vn.nghe.api.UnsupportedPlatformException;

/**
 * Refuses to run where the Vector API would fall back to scalar code, which gives the same text
 * about 2,500 times slower and looks like a hang.
 */
public final class VectorPlatform {
  private VectorPlatform() {}

  /**
   * Checks this process once, before the first kernel is touched.
   *
   * @throws UnsupportedPlatformException naming what is missing and how to add it
   */
  public static void require() {
    if (ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) {
      throw new UnsupportedPlatformException(
          "the Vector API is not enabled: start Java with --add-modules jdk.incubator.vector");
    }
    requireOptimisingCompiler();
  }

  private static void requireOptimisingCompiler() {
    if (System.getProperty("java.vm.info", "").contains("interpreted mode")) {
      throw new UnsupportedPlatformException(
          "vector code is only fast when compiled: start Java without -Xint");
    }
    HotSpotDiagnosticMXBean hotSpot =
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    if (hotSpot == null) {
      throw new UnsupportedPlatformException(
          "only HotSpot compiles the Vector API to vector instructions: run on an OpenJDK build");
    }
    if (Integer.parseInt(hotSpot.getVMOption("TieredStopAtLevel").getValue()) < 4) {
      throw new UnsupportedPlatformException(
          "the C2 compiler is off: start Java without -XX:TieredStopAtLevel");
    }
    if (!Boolean.parseBoolean(hotSpot.getVMOption("UseFMA").getValue())) {
      throw new UnsupportedPlatformException(
          "fused multiply-add is off or absent: this needs an x86-64 processor with AVX2 and FMA"
              + " (2013 and later) or a 64-bit ARM one, and Java without -XX:-UseFMA");
    }
  }
}
