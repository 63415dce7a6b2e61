// SPDX-License-Identifier: Apache-2.0
package vn.nghe.api;

import java.util.List;

/**
 * A hot word cannot be used. The message names it and the reason, and may be shown to the caller.
 */
public final class HotWordException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private HotWordException(String message) {
    super(message);
  }

  /**
   * A fault of one hot word.
   *
   * @param index its place in the list, from 0
   * @param fault what is wrong with it, after "hot word 1 "
   */
  public HotWordException(int index, String fault) {
    this("hot word " + (index + 1) + " " + fault);
  }

  static void checkSizes(List<String> hotWords) {
    if (hotWords.size() > Decoding.MOST_HOT_WORDS) {
      throw new HotWordException(
          hotWords.size() + " hot words; at most " + Decoding.MOST_HOT_WORDS + " can be given");
    }
    for (int i = 0; i < hotWords.size(); i++) {
      int length = hotWords.get(i).codePointCount(0, hotWords.get(i).length());
      if (length > Decoding.LONGEST_HOT_WORD) {
        throw new HotWordException(
            i,
            "has "
                + length
                + " characters; at most "
                + Decoding.LONGEST_HOT_WORD
                + " can be matched");
      }
      if (hotWords.get(i).isBlank()) {
        throw new HotWordException(i, "is blank; leave it out");
      }
    }
  }
}
