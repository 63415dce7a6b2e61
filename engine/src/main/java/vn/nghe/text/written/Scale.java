// SPDX-License-Identifier: Apache-2.0
package vn.nghe.text.written;

import java.util.Set;

/** The words that numbers are said in groups of, ascending. */
enum Scale {
  THOUSAND(1_000, Set.of("nghìn", "ngàn"), Set.of("ngạt", "ngập")),
  MILLION(
      1_000_000,
      Set.of("triệu"),
      Set.of("chứng", "hồi", "phú", "tập", "vời", "đình", "đại", "việt", "phong")),
  BILLION(
      1_000_000_000,
      Set.of("tỷ", "tỉ"),
      Set.of(
          "lệ", "số", "giá", "suất", "trọng", "phú", "mỉ", "tê", "muội", "thí", "dụ", "như",
          "khối"));

  private static final int MYRIAD = 10_000;

  private final int factor;
  private final Set<String> words;
  private final Set<String> otherwise;

  Scale(int factor, Set<String> words, Set<String> otherwise) {
    this.factor = factor;
    this.words = words;
    this.otherwise = otherwise;
  }

  int factor() {
    return factor;
  }

  /** Whether the word stands here and is no part of another, as in {@code tỷ lệ}, ratio. */
  boolean isAt(Syllables said, int index) {
    return said.isAny(index, words) && !said.isAny(index + 1, otherwise);
  }

  /** Whether a word stands here that multiplies whatever number comes before it. */
  static boolean isMultiplier(Syllables said, int index) {
    return MILLION.isAt(said, index) || BILLION.isAt(said, index) || said.at(index).equals("vạn");
  }

  /** How many zeros a scale word stands for. */
  static int zeros(String word) {
    return Integer.toString(factor(word)).length() - 1;
  }

  /** What a scale word stands for. */
  static int factor(String word) {
    for (Scale scale : values()) {
      if (scale.words.contains(word)) {
        return scale.factor;
      }
    }
    return MYRIAD;
  }
}
