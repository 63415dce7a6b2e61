// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.nghe.transcript.Transcript;
import vn.nghe.transcript.Word;
import vn.nghe.weights.evaluate.Confusions.Confusion;

final class ErrorAnalysisTest {
  @ParameterizedTest
  @CsvSource({
    "má, ma, TONE",
    "hỏi, hõi, TONE",
    "tên, tin, VOWELS",
    "người, ngừi, VOWELS",
    "xinh, sin, CONSONANTS",
    "trăm, chăm, CONSONANTS",
    "bất, bấc, CONSONANTS",
    "định, lịn, CONSONANTS",
    "bé, bát, SEVERAL",
    "wifi, quai, NO_SYLLABLE",
    "quai, qw, NO_SYLLABLE",
  })
  void aSubstitutionIsOfTheClassThatTheSyllablesDifferIn(
      String said, String heard, ErrorClass error) {
    assertEquals(
        List.of(new AlignedWord(said, heard, Optional.of(error))),
        WordAlignment.of(result(said, heard)));
  }

  @ParameterizedTest
  @CsvSource({
    "nói anh ta đi, nói anhta đi",
    "nói anhta đi, nói anh ta đi",
    "anh ta, anhta",
    "hoa hoa hồng, hoa hoahồng",
  })
  void aSpaceTooManyOrTooFewIsAnErrorOfTheBoundary(String said, String heard) {
    ErrorAnalysis analysis = ErrorAnalysis.of(List.of(result(said, heard)));
    assertEquals(2, analysis.count(ErrorClass.BOUNDARY));
    assertEquals(2, result(said, heard).words().errors());
  }

  @Test
  void whatIsMissingAndWhatIsTooMuchAreNotOfTheBoundary() {
    ErrorAnalysis analysis =
        ErrorAnalysis.of(List.of(result("xin chào anh", "xin anh"), result("vâng", "vâng ạ")));
    assertEquals(1, analysis.count(ErrorClass.DELETION));
    assertEquals(1, analysis.count(ErrorClass.INSERTION));
    assertEquals(0, analysis.count(ErrorClass.BOUNDARY));
  }

  @Test
  void classesAddUpToTheErrorsOfTheRate() {
    long rate = 0;
    long classes = 0;
    for (JiwerScores.Pair pair : JiwerScores.read().pairs()) {
      ClipResult result = result(pair.reference(), pair.hypothesis());
      rate += result.words().errors();
      ErrorAnalysis analysis = ErrorAnalysis.of(List.of(result));
      classes += Arrays.stream(ErrorClass.values()).mapToLong(analysis::count).sum();
    }
    assertEquals(rate, classes);
  }

  @Test
  void confusionsAreCountedByWordAndByPartOfSyllable() {
    ErrorAnalysis analysis =
        ErrorAnalysis.of(
            List.of(
                result("mã mới", "mả mới"),
                result("ngã xe", "ngả se"),
                result("mã", "mả"),
                result("wifi", "vi")));
    assertEquals(
        List.of(
            new Confusion("mã", "mả", 2),
            new Confusion("ngã", "ngả", 1),
            new Confusion("wifi", "vi", 1),
            new Confusion("xe", "se", 1)),
        analysis.words().wrong());
    assertEquals(List.of(new Confusion("ngã", "hỏi", 3)), analysis.tones().wrong());
    assertEquals(1, analysis.tones().count("sắc", "sắc"));
    assertEquals(List.of(new Confusion("x", "s", 1)), analysis.onsets().wrong());
    assertEquals(5, analysis.vowels().right());
    assertEquals(5, analysis.vowels().total());
    assertEquals(List.of(), analysis.codas().wrong());
  }

  @Test
  void theWorstClipsComeFirstAndTheRightOnesNotAtAll() {
    ClipResult oneOfOne = result("xin", "in");
    ClipResult oneOfTwo = result("xin chào", "in chào");
    ClipResult two = result("một hai ba bốn năm", "mốt hay ba bốn năm");
    assertEquals(
        List.of(two, oneOfOne, oneOfTwo),
        ErrorAnalysis.of(List.of(result("vâng", "vâng"), oneOfTwo, oneOfOne, two)).worst());
  }

  private static ClipResult result(String said, String heard) {
    List<Word> words =
        Arrays.stream(heard.split(" ")).map(word -> new Word(word, 0, 1, 1)).toList();
    return new ClipResult.Recognised(
        new Clip("a.wav", Path.of("a.wav"), said), new Transcript("vi", 1, words, List.of()));
  }
}
