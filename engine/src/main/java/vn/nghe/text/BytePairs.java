// SPDX-License-Identifier: Apache-2.0
package vn.nghe.text;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Text to the units of a byte-level BPE and back, as GPT-2 and Whisper do: splits it into words and
 * these into bytes, then repeatedly merges the neighbours whose unit has the lowest number. These
 * vocabularies number units in the order of their merges, so no list of merges is needed; tiktoken
 * does the same.
 *
 * @see <a href="https://github.com/openai/tiktoken/blob/0.12.0/tiktoken/_educational.py">tiktoken's
 *     explanation</a>
 */
public final class BytePairs {
  /** GPT-2's pattern, which Whisper uses too. */
  private static final Pattern WORD =
      Pattern.compile(
          "'(?:s|t|re|ve|m|ll|d)| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+",
          Pattern.UNICODE_CHARACTER_CLASS);

  private final Vocabulary vocabulary;
  private final Map<ByteBuffer, Integer> units = new HashMap<>();

  /**
   * @param vocabulary the unit bytes of each class; classes without bytes are ignored
   */
  public BytePairs(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
    byte[][] pieces = vocabulary.unitBytes();
    for (int unit = 0; unit < pieces.length; unit++) {
      if (pieces[unit].length > 0) {
        units.putIfAbsent(ByteBuffer.wrap(pieces[unit]), unit);
      }
    }
  }

  /** The units of a text; bytes without a unit are left out. */
  public List<Integer> encode(String text) {
    List<Integer> encoded = new ArrayList<>();
    WORD.matcher(text).results().forEach(word -> encodeWord(word.group(), encoded));
    return encoded;
  }

  /**
   * The text of units. Special units add nothing to it, and bytes that are no UTF-8 become U+FFFD.
   */
  public String decode(List<Integer> encoded) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int unit : encoded) {
      bytes.writeBytes(vocabulary.unitBytes(unit));
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private void encodeWord(String word, List<Integer> encoded) {
    byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
    // The start of each part, and the end of the word.
    List<Integer> starts = new ArrayList<>();
    for (int i = 0; i <= bytes.length; i++) {
      starts.add(i);
    }
    for (int first = firstMerge(bytes, starts); first >= 0; first = firstMerge(bytes, starts)) {
      starts.subList(first + 1, first + 2).clear();
    }
    for (int i = 0; i + 1 < starts.size(); i++) {
      Integer unit = unit(bytes, starts.get(i), starts.get(i + 1));
      if (unit != null) {
        encoded.add(unit);
      }
    }
  }

  /**
   * The part that together with the next is the unit with the lowest number; -1 if there is none.
   */
  private int firstMerge(byte[] bytes, List<Integer> starts) {
    int lowest = Integer.MAX_VALUE;
    int at = -1;
    for (int i = 0; i + 2 < starts.size(); i++) {
      Integer unit = unit(bytes, starts.get(i), starts.get(i + 2));
      if (unit != null && unit < lowest) {
        lowest = unit;
        at = i;
      }
    }
    return at;
  }

  private Integer unit(byte[] bytes, int from, int to) {
    return units.get(ByteBuffer.wrap(bytes, from, to - from));
  }
}
