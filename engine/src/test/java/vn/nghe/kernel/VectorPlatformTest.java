// SPDX-License-Identifier: Apache-2.0
package vn.nghe.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.nghe.ChildJvm;
import vn.nghe.api.UnsupportedPlatformException;

class VectorPlatformTest {
  private static final String VECTORS = "--add-modules=jdk.incubator.vector";

  /** What each child process runs. */
  static final class Main {
    public static void main(String[] arguments) {
      try {
        VectorPlatform.require();
        System.out.println("ready");
      } catch (UnsupportedPlatformException e) {
        System.out.println(e.getMessage());
      }
    }
  }

  @Test
  void aMissingModuleIsNamed() throws Exception {
    assertTrue(check(List.of()).contains("--add-modules jdk.incubator.vector"));
  }

  @ParameterizedTest
  @CsvSource({
    "-Xint, without -Xint",
    "-XX:TieredStopAtLevel=1, without -XX:TieredStopAtLevel",
    "-XX:-UseFMA, without -XX:-UseFMA"
  })
  void aFlagThatMakesKernelsScalarIsNamed(String flag, String message) throws Exception {
    assertTrue(check(List.of(VECTORS, flag)).contains(message));
  }

  @Test
  void anOrdinaryStartIsReady() throws Exception {
    assertEquals("ready", check(List.of(VECTORS)).strip());
  }

  private static String check(List<String> flags) throws Exception {
    return ChildJvm.run(flags, Main.class, List.of()).out();
  }
}
