// SPDX-License-Identifier: Apache-2.0
package vn.nghe.text.written;

/**
 * How Vietnamese telephone numbers are written: {@code 0903 123 456}, {@code 028 3822 1234}, {@code
 * 1900 1234}. Lengths and prefixes are those of the numbering plan of 2014 (Circular
 * 22/2014/TT-BTTTT) with the area codes of 2017 and the mobile codes of 2018.
 */
final class Telephone {
  private static final int MOBILE = 10;
  private static final int LANDLINE = 11;
  private static final String MOBILE_CODES = "35789";
  private static final int[] NONE = {};

  private Telephone() {}

  /** The sizes of the groups that the digits are written in; none where they are no number. */
  static int[] groups(String digits) {
    int length = digits.length();
    if (length == MOBILE
        && digits.charAt(0) == '0'
        && MOBILE_CODES.indexOf(digits.charAt(1)) >= 0) {
      return new int[] {4, 3, 3};
    }
    if (length == LANDLINE && digits.startsWith("02")) {
      boolean large = digits.startsWith("024") || digits.startsWith("028");
      return large ? new int[] {3, 4, 4} : new int[] {4, 3, 4};
    }
    if (digits.startsWith("1900") || digits.startsWith("1800")) {
      return switch (length) {
        case 8 -> new int[] {4, 4};
        case 10 -> new int[] {4, 3, 3};
        default -> NONE;
      };
    }
    return NONE;
  }

  /** The groups of what follows +84, where a number has no zero in front. */
  static int[] groupsAbroad(String digits) {
    int[] groups = groups(digits.startsWith("0") ? digits : "0" + digits).clone();
    if (groups.length > 0 && !digits.startsWith("0")) {
      groups[0]--;
    }
    return groups;
  }
}
