// SPDX-License-Identifier: Apache-2.0
package vn.nghe.text;

/** The six tones of Vietnamese as they are written, in the order in which schools teach them. */
public enum Tone {
  LEVEL("", "ngang"),
  GRAVE("\u0300", "huyền"),
  ACUTE("\u0301", "sắc"),
  HOOK("\u0309", "hỏi"),
  TILDE("\u0303", "ngã"),
  DOT("\u0323", "nặng");

  private final String mark;
  private final String vietnamese;

  Tone(String mark, String vietnamese) {
    this.mark = mark;
    this.vietnamese = vietnamese;
  }

  /** The combining mark that is put on a vowel; empty for the level tone. */
  String mark() {
    return mark;
  }

  /** What the tone is called in Vietnamese. */
  public String vietnamese() {
    return vietnamese;
  }

  static Tone marked(String mark) {
    for (Tone tone : values()) {
      if (tone.mark.equals(mark)) {
        return tone;
      }
    }
    throw new IllegalArgumentException("no tone is written '" + mark + "'");
  }
}
