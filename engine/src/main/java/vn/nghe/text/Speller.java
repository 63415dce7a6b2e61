// SPDX-License-Identifier: Apache-2.0
package vn.nghe.text;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Spells words as the units of a model write them: with whole letters, with tone marks behind their
 * letters, or with every mark apart, whichever the vocabulary has units for.
 */
public final class Speller {
  /** Grave, acute, tilde, hook above, dot below: the five tones that are written. */
  private static final String TONES = "\u0300\u0301\u0303\u0309\u0323";

  private static final List<UnaryOperator<String>> WAYS =
      List.of(
          word -> word,
          Speller::tonesApart,
          word -> Normalizer.normalize(word, Normalizer.Form.NFD));

  private final Set<ByteBuffer> unitBytes = new HashSet<>();
  private final int longest;

  public Speller(Vocabulary vocabulary) {
    int most = 0;
    for (byte[] bytes : vocabulary.unitBytes()) {
      unitBytes.add(ByteBuffer.wrap(bytes));
      most = Math.max(most, bytes.length);
    }
    longest = most;
  }

  /**
   * Spells a word.
   *
   * @param word in any normal form
   * @return text that some sequence of units writes and whose NFC is that of {@code word}; empty if
   *     there is none
   */
  public Optional<String> spell(String word) {
    String composed = Normalizer.normalize(word, Normalizer.Form.NFC);
    return WAYS.stream().map(way -> way.apply(composed)).filter(this::isWritable).findFirst();
  }

  /** The letters of {@code word}, each in NFC but for its tone, which follows it. */
  private static String tonesApart(String word) {
    StringBuilder apart = new StringBuilder(word.length() + 2);
    word.codePoints()
        .forEach(
            letter -> {
              String marks = Normalizer.normalize(Character.toString(letter), Normalizer.Form.NFD);
              StringBuilder base = new StringBuilder();
              StringBuilder tone = new StringBuilder();
              marks.chars().forEach(c -> (TONES.indexOf(c) < 0 ? base : tone).append((char) c));
              apart.append(Normalizer.normalize(base, Normalizer.Form.NFC)).append(tone);
            });
    return apart.toString();
  }

  /** Pieces of a BPE vocabulary may have the space before a word in them. */
  private boolean isWritable(String text) {
    return isJoined(text) || isJoined(" " + text);
  }

  /** Whether units can be laid end to end over the bytes of {@code text}. */
  private boolean isJoined(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    boolean[] reached = new boolean[bytes.length + 1];
    reached[0] = true;
    for (int end = 1; end <= bytes.length; end++) {
      for (int from = Math.max(0, end - longest); from < end && !reached[end]; from++) {
        reached[end] =
            reached[from] && unitBytes.contains(ByteBuffer.wrap(bytes, from, end - from));
      }
    }
    return reached[bytes.length];
  }
}
