// SPDX-License-Identifier: Apache-2.0
package vn.nghe.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DotProductTest {
  @ParameterizedTest
  @ValueSource(ints = {0, 16, 32, 48, 400, 416, 1616})
  void everyLengthHasTheBitsOfSixteenPartialSums(int count) {
    float[] a = Scalar.random(count + 3, 1);
    float[] b = Scalar.random(count + 5, 2);
    assertEquals(Scalar.dot(a, 3, b, 5, count), DotProduct.of(a, 3, b, 5, count));
  }
}
