// SPDX-License-Identifier: Apache-2.0
package vn.nghe.transcript;

import java.util.List;
import java.util.stream.Collectors;

/** Operations on several words. */
final class Words {
  private Words() {}

  static String join(List<Word> words) {
    return words.stream().map(Word::text).collect(Collectors.joining(" "));
  }
}
