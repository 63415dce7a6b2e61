// SPDX-License-Identifier: Apache-2.0
package vn.nghe.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import vn.nghe.decode.Span;
import vn.nghe.transcript.Word;

class WordAssemblerTest {
  private static final Map<String, Integer> LETTERS =
      classes("<blank>", " ", "a", "h", "n", "o", "x", "\u0300", "\u0301");

  /** GPT-2 writes a space as Ġ, and the three bytes E1 BB 87 of "ệ" as á, » and ĩ. */
  private static final Map<String, Integer> PIECES =
      classes("<|endoftext|>", "ĠVi", "á»ĩ", "t", "ĠNam", "á", "»", "ĩ", "Ġ", "<blank>");

  @Test
  void lettersAndMarksBecomeComposedWords() {
    List<Word> words = characters("x", "o", "\u0301", "a", " ", "h", "o", "a", "\u0300");
    assertEquals(List.of("xóa", "hoà"), words.stream().map(Word::text).toList());
  }

  @Test
  void spacesInARowAndAtTheEdgesMakeNoWords() {
    List<Word> words = characters(" ", " ", "a", " ", " ", "n", " ");
    assertEquals(List.of("a", "n"), words.stream().map(Word::text).toList());
  }

  @Test
  void bytePairsBecomeWordsAtTheirSpaces() {
    assertEquals(List.of("Việt", "Nam"), texts(pieces("ĠVi", "á»ĩ", "t", "ĠNam")));
  }

  @Test
  void aLetterMayBeSplitBetweenPieces() {
    assertEquals(List.of("Việt"), texts(pieces("ĠVi", "á", "»", "ĩ", "t")));
  }

  @Test
  void specialPiecesAddNothing() {
    assertEquals(List.of("Nam"), texts(pieces("<|endoftext|>", "ĠNam", "<|endoftext|>", "Ġ")));
  }

  @Test
  void wordsTakeTheTimesOfTheirFirstAndLastUnits() {
    Vocabulary vocabulary = Vocabulary.ofCharacters(LETTERS);
    List<Span> spans =
        List.of(
            new Span(LETTERS.get("a"), 5, 7, 1),
            new Span(LETTERS.get("n"), 9, 10, 1),
            new Span(LETTERS.get(" "), 12, 13, 1),
            new Span(LETTERS.get("h"), 20, 21, 1));
    List<Word> words = assembler(vocabulary).assemble(spans, 10);
    WordTimes times = WordTimes.of(new double[] {0.1, 0.4}, new double[] {0.2, 0.42}, 10);
    for (int i = 0; i < 2; i++) {
      assertEquals(times.start(i), words.get(i).start(), 1e-12);
      assertEquals(times.end(i), words.get(i).end(), 1e-12);
    }
  }

  @Test
  void aWordHeardInTheAppendedSilenceEndsWithTheAudio() {
    Vocabulary vocabulary = Vocabulary.ofCharacters(LETTERS);
    List<Span> spans = List.of(new Span(LETTERS.get("a"), 49, 52, 1));
    Word word = assembler(vocabulary).assemble(spans, 1).getFirst();
    assertEquals(1, word.end());
  }

  @Test
  void confidenceIsTheGeometricMean() {
    Vocabulary vocabulary = Vocabulary.ofCharacters(LETTERS);
    List<Span> spans =
        List.of(new Span(LETTERS.get("a"), 0, 1, 0.9), new Span(LETTERS.get("n"), 1, 2, 0.4));
    Word word = assembler(vocabulary).assemble(spans, 1).getFirst();
    assertEquals(0.6, word.confidence(), 1e-12);
  }

  @Test
  void measuredConfidenceRisesWithEveryUnit() {
    WordConfidence confidence = WordConfidence.logistic(2, 1);
    List<Span> certain = List.of(new Span(2, 0, 1, 1), new Span(3, 1, 2, 1));
    assertEquals(1 / (1 + Math.exp(-1)), confidence.of(certain), 1e-12);
    List<Span> doubtful = List.of(new Span(2, 0, 1, 0.5), new Span(3, 1, 2, 0.8));
    // Odds of e for a word that is certain, times 0.4 squared.
    double odds = Math.E * 0.4 * 0.4;
    assertEquals(odds / (1 + odds), confidence.of(doubtful), 1e-12);
  }

  @Test
  void confidenceOfTheImpossibleIsNoneAndNotAnError() {
    List<Span> impossible = List.of(new Span(2, 0, 1, 0), new Span(3, 1, 2, 1));
    assertEquals(0, WordConfidence.GEOMETRIC_MEAN.of(impossible));
    assertEquals(0, WordConfidence.logistic(2, 1).of(impossible));
  }

  private static WordAssembler assembler(Vocabulary vocabulary) {
    return new WordAssembler(vocabulary, 0.02, WordConfidence.GEOMETRIC_MEAN);
  }

  private static List<Word> characters(String... units) {
    return assemble(Vocabulary.ofCharacters(LETTERS), LETTERS, units);
  }

  private static List<Word> pieces(String... units) {
    return assemble(Vocabulary.ofByteLevelBpe(PIECES), PIECES, units);
  }

  private static List<Word> assemble(
      Vocabulary vocabulary, Map<String, Integer> classes, String... units) {
    List<Span> spans = new ArrayList<>();
    for (int i = 0; i < units.length; i++) {
      spans.add(new Span(classes.get(units[i]), i, i + 1, 1));
    }
    return assembler(vocabulary).assemble(spans, units.length);
  }

  private static List<String> texts(List<Word> words) {
    return words.stream().map(Word::text).toList();
  }

  private static Map<String, Integer> classes(String... names) {
    Map<String, Integer> classes = new LinkedHashMap<>();
    for (String name : names) {
      classes.put(name, classes.size());
    }
    return classes;
  }
}
