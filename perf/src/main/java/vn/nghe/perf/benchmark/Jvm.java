// SPDX-License-Identifier: Apache-2.0
package vn.nghe.perf.benchmark;

/** The options of measured JVMs. */
final class Jvm {
  static final String VECTORS = "--add-modules=jdk.incubator.vector";
  static final String NATIVE_ACCESS = "--enable-native-access=ALL-UNNAMED";

  private Jvm() {}
}
