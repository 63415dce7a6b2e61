// SPDX-License-Identifier: Apache-2.0
package vn.nghe.text;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import vn.nghe.decode.Span;
import vn.nghe.transcript.Word;

/**
 * Joins units into words. A space inside or between units ends a word; the text of a word is the
 * NFC of what its units add up to, so a letter and its tone mark become one character.
 */
public final class WordAssembler {
  private static final Pattern SPACES = Pattern.compile(" +");

  private final Vocabulary vocabulary;
  private final double secondsPerFrame;

  /**
   * @param vocabulary what units add to the text
   * @param secondsPerFrame time between two frames
   */
  public WordAssembler(Vocabulary vocabulary, double secondsPerFrame) {
    this.vocabulary = vocabulary;
    this.secondsPerFrame = secondsPerFrame;
  }

  /**
   * Assembles.
   *
   * @param spans units in the order they were heard
   * @param seconds length of the audio; words that end in the silence appended to it end here
   */
  public List<Word> assemble(List<Span> spans, double seconds) {
    List<Word> words = new ArrayList<>();
    Draft draft = new Draft();
    for (Span span : spans) {
      for (byte b : vocabulary.piece(span.unit())) {
        if (b == ' ') {
          finish(draft, seconds, words);
          draft = new Draft();
        } else {
          draft.add(b, span);
        }
      }
    }
    finish(draft, seconds, words);
    return List.copyOf(words);
  }

  /**
   * The text alone.
   *
   * @param units classes in their order
   * @return in NFC, words joined by single spaces
   */
  public String text(int[] units) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int unit : units) {
      bytes.writeBytes(vocabulary.piece(unit));
    }
    String text = Normalizer.normalize(bytes.toString(StandardCharsets.UTF_8), Normalizer.Form.NFC);
    return SPACES.matcher(text).replaceAll(" ").strip();
  }

  private void finish(Draft draft, double seconds, List<Word> words) {
    String text =
        Normalizer.normalize(draft.bytes.toString(StandardCharsets.UTF_8), Normalizer.Form.NFC);
    if (text.isBlank()) {
      return;
    }
    double start = Math.min(seconds, draft.spans.getFirst().firstFrame() * secondsPerFrame);
    double end = Math.min(seconds, draft.spans.getLast().endFrame() * secondsPerFrame);
    words.add(new Word(text, start, end, draft.confidence()));
  }

  /** A word whose units are still coming in. */
  private static final class Draft {
    final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    final List<Span> spans = new ArrayList<>();

    void add(byte b, Span span) {
      bytes.write(b);
      if (spans.isEmpty() || !spans.getLast().equals(span)) {
        spans.add(span);
      }
    }

    /** The geometric mean of the units' probabilities, so that long words are not punished. */
    double confidence() {
      double logarithms = 0;
      for (Span span : spans) {
        logarithms += Math.log(span.probability());
      }
      return Math.min(1, Math.exp(logarithms / spans.size()));
    }
  }
}
