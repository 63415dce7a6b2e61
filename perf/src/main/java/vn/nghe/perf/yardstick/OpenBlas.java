// SPDX-License-Identifier: Apache-2.0
package vn.nghe.perf.yardstick;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas_nolapack;

/**
 * OpenBLAS through the Foreign Function API. JavaCPP's package contains and loads the library, but
 * its Java methods do not include the one that names the kernels in use.
 */
// This class calls foreign functions; the process allows them with --enable-native-access.
@SuppressWarnings("restricted")
final class OpenBlas {
  /** {@code CblasRowMajor} and {@code CblasNoTrans} of {@code cblas.h}. */
  private static final int ROW_MAJOR = 101;

  private static final int AS_IT_IS = 111;

  /** Bytes for the name of a processor. */
  private static final long LONGEST_NAME = 256;

  private static final Linker LINKER = Linker.nativeLinker();
  private static final SymbolLookup LIBRARY = load();

  private static final MethodHandle SGEMM =
      function(
          "cblas_sgemm",
          FunctionDescriptor.ofVoid(
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_FLOAT,
              ValueLayout.ADDRESS,
              ValueLayout.JAVA_INT,
              ValueLayout.ADDRESS,
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_FLOAT,
              ValueLayout.ADDRESS,
              ValueLayout.JAVA_INT));
  private static final MethodHandle CORE_NAME =
      function(
          "openblas_get_corename",
          FunctionDescriptor.of(
              ValueLayout.ADDRESS.withTargetLayout(
                  MemoryLayout.sequenceLayout(LONGEST_NAME, ValueLayout.JAVA_BYTE))));
  private static final MethodHandle SET_THREADS =
      function("openblas_set_num_threads", FunctionDescriptor.ofVoid(ValueLayout.JAVA_INT));

  private OpenBlas() {}

  /** c = a · b for matrices of {@code float} that lie row by row. */
  static void sgemm(
      int rows, int depth, int columns, MemorySegment a, MemorySegment b, MemorySegment c) {
    try {
      SGEMM.invokeExact(
          ROW_MAJOR, AS_IT_IS, AS_IT_IS, rows, columns, depth, 1f, a, depth, b, columns, 0f, c,
          columns);
    } catch (Throwable e) {
      throw new IllegalStateException("cblas_sgemm could not be called", e);
    }
  }

  /** The processor whose kernels OpenBLAS chose, such as {@code SkylakeX}. */
  static String core() {
    try {
      return ((MemorySegment) CORE_NAME.invokeExact()).getString(0);
    } catch (Throwable e) {
      throw new IllegalStateException("openblas_get_corename could not be called", e);
    }
  }

  /** Sets how many threads share one product, for the whole process. */
  static void threads(int count) {
    try {
      SET_THREADS.invokeExact(count);
    } catch (Throwable e) {
      throw new IllegalStateException("openblas_set_num_threads could not be called", e);
    }
  }

  private static SymbolLookup load() {
    Loader.load(openblas_nolapack.class);
    return SymbolLookup.loaderLookup();
  }

  private static MethodHandle function(String name, FunctionDescriptor type) {
    return LINKER.downcallHandle(LIBRARY.findOrThrow(name), type);
  }
}
