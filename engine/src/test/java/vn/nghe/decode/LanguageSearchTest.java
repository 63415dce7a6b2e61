// SPDX-License-Identifier: Apache-2.0
package vn.nghe.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.nghe.language.NgramModel;
import vn.nghe.language.Ngrams;
import vn.nghe.model.Logits;
import vn.nghe.text.Speller;
import vn.nghe.text.Vocabulary;
import vn.nghe.text.WordAssembler;
import vn.nghe.text.WordConfidence;

/** A search with a language model of three words, over byte-level units. */
class LanguageSearchTest {
  /** "à" is C3 A0 in UTF-8 and "á" C3 A1; GPT-2 writes those bytes as Ã, ł and ¡. */
  private static final Map<String, Integer> UNIT_BYTES =
      Map.of("<|blank|>", 0, "Ġxin", 1, "Ġch", 2, "Ã", 3, "ł", 4, "¡", 5, "o", 6, "Ġ", 7);

  private static final Vocabulary VOCABULARY = Vocabulary.ofByteLevelBpe(UNIT_BYTES);

  private static final String ARPA =
      """
      \\data\\
      ngram 1=6
      ngram 2=2

      \\1-grams:
      -1\t<unk>\t0
      -99\t<s>\t0
      -1\t</s>
      -1\tch\t0
      -1\tchào\t0
      -1\txin\t0

      \\2-grams:
      -0.1\txin chào
      -0.2\t<s> xin

      \\end\\
      """;

  @TempDir private static Path folder;

  private static NgramModel model;
  private static Lexicon lexicon;

  @BeforeAll
  static void build() throws IOException {
    model = NgramModel.open(Files.writeString(folder.resolve("three.arpa"), ARPA));
    Speller speller = new Speller(VOCABULARY);
    List<Lexicon.Entry> entries = new ArrayList<>();
    for (int word = Ngrams.END + 1; word < model.vocabularySize(); word++) {
      String spelling = speller.spell(model.text(word)).orElseThrow();
      entries.add(
          new Lexicon.Entry(
              spelling.getBytes(StandardCharsets.UTF_8),
              word,
              model.logProbability(model.empty(), word)));
    }
    lexicon = Lexicon.of(entries);
  }

  @Test
  void aKnownWordOutweighsAnUnknownOneThatIsALittleMoreLikely() {
    assertEquals("xin cháo", text(heard(1), Decision.ACOUSTIC));
    assertEquals("xin chào", text(heard(1), Decision.LANGUAGE));
  }

  @Test
  void aWordThatIsClearlyHeardNeedNotBeKnown() {
    assertEquals("xin cháo", text(heard(40), Decision.LANGUAGE));
  }

  @Test
  void aScoreIsThatOfTheWordsAndTheEnd() {
    double weight = 0.7;
    double bonus = 0.3;
    TextScorer scorer =
        TextScorer.ofLanguage(VOCABULARY.unitBytes(), model, lexicon, weight, bonus);
    TextState state = new TextState();
    scorer.begin(state);
    for (int unit : new int[] {1, 2, 3, 4, 6}) {
      scorer.add(state, unit);
    }
    scorer.end(state);
    // Unigram of the end, since no bigram has it: powers of ten, in floats.
    double expected = weight * Math.log(10) * (-0.2 - 0.1 - 1) + 2 * bonus;
    assertEquals(expected, state.score, 1e-5);
  }

  private enum Decision {
    ACOUSTIC,
    LANGUAGE
  }

  private static String text(float[] logits, Decision decision) {
    TextScorer scorer =
        switch (decision) {
          case ACOUSTIC -> TextScorer.ofNothing(VOCABULARY.unitBytes());
          case LANGUAGE -> TextScorer.ofLanguage(VOCABULARY.unitBytes(), model, lexicon, 1, 0);
        };
    int[] units =
        PrefixBeam.search(Logits.of(logits, logits.length / 8, 8, 0), scorer, 50)
            .getFirst()
            .units();
    return new WordAssembler(VOCABULARY, 1, WordConfidence.GEOMETRIC_MEAN).text(units);
  }

  /** "xin cháo", where "á" is e^lead times as likely as "à". */
  private static float[] heard(float lead) {
    int[] path = {1, 0, 2, 3, 5, 6, 0};
    float[] logits = new float[path.length * 8];
    for (int frame = 0; frame < path.length; frame++) {
      logits[frame * 8 + path[frame]] = 60;
    }
    logits[4 * 8 + 4] = 60 - lead;
    return logits;
  }
}
