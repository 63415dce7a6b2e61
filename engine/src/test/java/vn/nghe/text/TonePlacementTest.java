// SPDX-License-Identifier: Apache-2.0
package vn.nghe.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TonePlacementTest {
  @ParameterizedTest
  @CsvSource({
    "hòa, hoà",
    "khỏe, khoẻ",
    "thúy, thuý",
    "họa sĩ hòa nhã, hoạ sĩ hoà nhã",
    "lõa, loã",
    "ngụy, nguỵ",
    "hóa-đơn, hoá-đơn",
  })
  void theMarkOfAnOpenSyllableMoves(String first, String main) {
    assertEquals(main, TonePlacement.onMain(first));
    assertEquals(first, TonePlacement.onFirst(main));
    assertEquals(first, TonePlacement.onFirst(first));
    assertEquals(main, TonePlacement.onMain(main));
  }

  @ParameterizedTest
  @ValueSource(strings = {"hoàn", "quý", "quỳnh", "mía", "của", "hoa", "toét", ""})
  void everyOtherMarkHasOnePlace(String text) {
    String onMain = TonePlacement.onMain(text);
    assertEquals(text, onMain);
    assertEquals(text, TonePlacement.onFirst(text));
  }
}
