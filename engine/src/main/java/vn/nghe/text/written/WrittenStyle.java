// SPDX-License-Identifier: Apache-2.0
package vn.nghe.text.written;

/** How much is read as a number, and how it is then written. */
public enum WrittenStyle {
  /**
   * For running text. Syllables that are also ordinary words ({@code một} a, {@code năm} year,
   * {@code ba} father, {@code không} not, {@code tư} private) stay as they are unless what stands
   * around them says that a number is meant. Written as Vietnamese newspapers do: decimal comma,
   * full stops between thousands from 10.000 on, words for money and time ({@code 20.000 đồng},
   * {@code 8 giờ}, {@code 8:20}), signs for measures and percentages, telephone numbers in groups
   * ({@code 0903 123 456}). A wrong amount is worse than words, and so what may be two numbers is
   * left as it was said ({@code năm bảy triệu}, five to seven million).
   */
  PROSE,

  /**
   * For what is known to be figures, such as a dictated form. Whatever can be a number is one
   * ({@code bốn ba} 43, {@code hai phút} 2 phút, {@code thứ hai} thứ 2); single digits that nothing
   * follows stay words. Written as the Vietnamese test suite of NVIDIA's NeMo-text-processing does:
   * decimal point, no mark between thousands, signs for money and time ({@code 2.5$}, {@code 8:20},
   * {@code 3p20s}).
   */
  FIGURES;

  /** Numbers of fewer digits than this have no marks between thousands; years are among them. */
  private static final int LEAST_GROUPED = 5;

  String decimalMark() {
    return this == PROSE ? "," : ".";
  }

  /** The digits of a whole number with marks between thousands, where this style has any. */
  String grouped(String digits) {
    if (this == FIGURES || digits.length() < LEAST_GROUPED) {
      return digits;
    }
    var grouped = new StringBuilder(digits);
    for (int i = digits.length() - 3; i > 0; i -= 3) {
      grouped.insert(i, '.');
    }
    return grouped.toString();
  }
}
