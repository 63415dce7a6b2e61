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
 * Joins units to words. A space inside or between units ends a word; the text of a word is the NFC
 * of what its units add up to, so a letter and its tone mark become one character.
 */
public final class WordAssembler {
  private static final Pattern SPACES = Pattern.compile(" +");

  private final Vocabulary vocabulary;
  private final double secondsPerFrame;
  private final WordConfidence confidence;
  private final Placement placement;

  /** Places words by the times of their units. */
  @FunctionalInterface
  private interface Placement {
    WordTimes of(double[] first, double[] last, double seconds);
  }

  /**
   * Joins units of CTC, which are somewhere inside their sound.
   *
   * @param vocabulary what units add to the text
   * @param secondsPerFrame time between two frames
   * @param confidence computes the confidence of a word
   */
  public WordAssembler(Vocabulary vocabulary, double secondsPerFrame, WordConfidence confidence) {
    this(vocabulary, secondsPerFrame, confidence, WordTimes::of);
  }

  private WordAssembler(
      Vocabulary vocabulary,
      double secondsPerFrame,
      WordConfidence confidence,
      Placement placement) {
    this.vocabulary = vocabulary;
    this.secondsPerFrame = secondsPerFrame;
    this.confidence = confidence;
    this.placement = placement;
  }

  /** Joins units that have the times of their sound; parameters are those of the constructor. */
  public static WordAssembler ofExactTimes(
      Vocabulary vocabulary, double secondsPerFrame, WordConfidence confidence) {
    return new WordAssembler(vocabulary, secondsPerFrame, confidence, WordTimes::exact);
  }

  /**
   * Joins units with frames to words with times.
   *
   * @param spans units in their order
   * @param seconds length of the audio, in which every word ends
   */
  public List<Word> assemble(List<Span> spans, double seconds) {
    List<Draft> drafts = drafts(spans);
    WordTimes times =
        placement.of(
            drafts.stream().mapToDouble(draft -> draft.firstFrame() * secondsPerFrame).toArray(),
            drafts.stream().mapToDouble(draft -> draft.endFrame() * secondsPerFrame).toArray(),
            seconds);
    List<Word> words = new ArrayList<>();
    for (int i = 0; i < drafts.size(); i++) {
      Draft draft = drafts.get(i);
      words.add(new Word(draft.text(), times.start(i), times.end(i), confidence.of(draft.spans)));
    }
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
      bytes.writeBytes(vocabulary.unitBytes(unit));
    }
    String text = Normalizer.normalize(bytes.toString(StandardCharsets.UTF_8), Normalizer.Form.NFC);
    return SPACES.matcher(text).replaceAll(" ").strip();
  }

  private List<Draft> drafts(List<Span> spans) {
    List<Draft> drafts = new ArrayList<>();
    drafts.add(new Draft());
    for (Span span : spans) {
      for (byte b : vocabulary.unitBytes(span.unit())) {
        if (b == ' ') {
          drafts.add(new Draft());
        } else {
          drafts.getLast().add(b, span);
        }
      }
    }
    drafts.removeIf(draft -> draft.text().isBlank());
    return drafts;
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

    String text() {
      return Normalizer.normalize(bytes.toString(StandardCharsets.UTF_8), Normalizer.Form.NFC);
    }

    int firstFrame() {
      return spans.getFirst().firstFrame();
    }

    int endFrame() {
      return spans.getLast().endFrame();
    }
  }
}
