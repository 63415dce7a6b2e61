// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.upload;

/** Names of form fields, as clients spell lists and nested values and as errors quote them. */
public final class FieldNames {
  /** The longest name that an error quotes in full, in characters. */
  private static final int LONGEST_SHOWN = 64;

  private FieldNames() {}

  /**
   * The parameter that a field belongs to: {@code include} for {@code include}, {@code include[]}
   * and {@code include[0]}, {@code chunking_strategy} for {@code chunking_strategy[type]}.
   */
  public static String base(String name) {
    int bracket = name.indexOf('[');
    return shown(bracket < 0 ? name : name.substring(0, bracket));
  }

  /** The name, cut where it would swell an error message. */
  public static String shown(String name) {
    return name.length() <= LONGEST_SHOWN ? name : name.substring(0, LONGEST_SHOWN) + "…";
  }
}
