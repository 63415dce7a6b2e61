// SPDX-License-Identifier: Apache-2.0
package vn.nghe.text.written;

import java.util.List;
import java.util.Set;

/**
 * A word that numbers are said in groups of.
 *
 * @param factor what it multiplies by
 * @param words how it is said
 * @param otherwise what, standing behind it, makes another word of it: {@code tỷ lệ}, ratio
 */
record Scale(int factor, Set<String> words, Set<String> otherwise) {
  static final Scale THOUSAND = new Scale(1_000, Set.of("nghìn", "ngàn"), Set.of("ngạt", "ngập"));

  static final Scale BILLION =
      new Scale(
          1_000_000_000,
          Set.of("tỷ", "tỉ"),
          Set.of(
              "lệ", "số", "giá", "suất", "trọng", "phú", "mỉ", "tê", "muội", "thí", "dụ", "như"));

  static final List<Scale> ASCENDING =
      List.of(
          THOUSAND,
          new Scale(
              10_000,
              Set.of("vạn"),
              Set.of("vật", "sự", "tuế", "lý", "thọ", "kiếp", "thắng", "tuổi")),
          new Scale(
              1_000_000,
              Set.of("triệu"),
              Set.of("chứng", "hồi", "phú", "tập", "vời", "đình", "đại", "việt", "phong")),
          BILLION);

  /** Whether the word stands here and is no part of another. */
  boolean isAt(Syllables said, int index) {
    return said.isAny(index, words) && !said.isAny(index + 1, otherwise);
  }

  /** Whether any scale word stands here. */
  static boolean isAny(Syllables said, int index) {
    return ASCENDING.stream().anyMatch(scale -> scale.isAt(said, index));
  }

  /** Whether a word stands here that multiplies whatever number comes before it. */
  static boolean isMultiplier(Syllables said, int index) {
    return ASCENDING.stream().skip(1).anyMatch(scale -> scale.isAt(said, index));
  }

  /** How many zeros a scale word stands for. */
  static int zeros(String word) {
    return Integer.toString(factor(word)).length() - 1;
  }

  /** What a scale word stands for. */
  static int factor(String word) {
    return ASCENDING.stream()
        .filter(scale -> scale.words.contains(word))
        .mapToInt(Scale::factor)
        .findAny()
        .orElseThrow();
  }
}
