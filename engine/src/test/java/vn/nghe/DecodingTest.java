// SPDX-License-Identifier: Apache-2.0
package vn.nghe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.nghe.api.Decoding;
import vn.nghe.api.HotWordException;
import vn.nghe.audio.input.AudioSource;
import vn.nghe.transcript.Alternative;
import vn.nghe.transcript.Transcript;
import vn.nghe.transcript.Word;

/** What options do to a real clip, in which "hết" is said and the best path has "hất". */
class DecodingTest {
  private static final Path CLIP = TestFiles.clip("cv9-vi-26202343");
  private static final String GREEDY = "anh nói chưa hất câu";
  private static final String SAID = "anh nói chưa hết câu";

  private static final Decoding WITHOUT_LANGUAGE = Decoding.DEFAULT.withLanguageModel(false);

  /** Ten words, all as likely. */
  private static final String ARPA =
      """
      \\data\\
      ngram 1=10
      ngram 2=1

      \\1-grams:
      -1\t<unk>\t0
      -99\t<s>\t0
      -1\t</s>
      -1\tanh\t0
      -1\tbà\t0
      -1\tchưa\t0
      -1\tcâu\t0
      -1\thết\t0
      -1\tkhông\t0
      -1\tnói\t0

      \\2-grams:
      -0.5\tchưa hết

      \\end\\
      """;

  @TempDir private static Path folder;

  private static Transcriber transcriber;

  @BeforeAll
  static void open() throws IOException {
    Path languageModel = Files.writeString(folder.resolve("ten.arpa"), ARPA);
    transcriber = Transcriber.open(TestFiles.defaultModel(), languageModel, 2);
  }

  @AfterAll
  static void close() {
    transcriber.close();
  }

  @Test
  void theLanguageModelIsUsedUnlessItIsTurnedOff() {
    assertEquals(SAID, transcriber.transcribe(CLIP).text());
    assertEquals(GREEDY, transcriber.transcribe(AudioSource.of(CLIP), Decoding.GREEDY).text());
    assertEquals(
        GREEDY,
        transcriber
            .transcribe(AudioSource.of(CLIP), Decoding.DEFAULT.withLanguageModelWeight(0))
            .text());
  }

  @Test
  void wordsFollowEachOtherInsideTheAudio() {
    Transcript transcript = transcriber.transcribe(CLIP);
    List<Word> greedy = transcriber.transcribe(AudioSource.of(CLIP), Decoding.GREEDY).words();
    double time = 0;
    for (int i = 0; i < 5; i++) {
      Word word = transcript.words().get(i);
      assertTrue(word.start() >= time && word.end() <= transcript.seconds(), word.toString());
      // Words that the best path has, too, lie where it has them, but for a frame of 20 ms.
      assertEquals(greedy.get(i).start(), word.start(), 0.021);
      time = word.end();
    }
    Word changed = transcript.words().get(3);
    assertTrue(changed.confidence() < transcript.words().get(0).confidence(), changed.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"hết câu", "HẾT CÂU", "  Hết\tcâu! ", "chưa hết", "Hết-câu"})
  void aHotPhraseIsHeardHoweverItIsWritten(String phrase) {
    for (Normalizer.Form form : List.of(Normalizer.Form.NFC, Normalizer.Form.NFD)) {
      List<String> hotWords = List.of(Normalizer.normalize(phrase, form));
      assertEquals(
          SAID,
          transcriber
              .transcribe(AudioSource.of(CLIP), WITHOUT_LANGUAGE.withHotWords(hotWords))
              .text());
    }
  }

  @Test
  void aHotWordThatTheLanguageModelDoesNotKnowIsHeard() {
    Decoding decoding = Decoding.DEFAULT.withHotWords(List.of("chưa hất"));
    assertEquals(GREEDY, transcriber.transcribe(AudioSource.of(CLIP), decoding).text());
  }

  @Test
  void hotWordsThatAreNotSaidChangeNothing() {
    List<String> others = List.of("Nguyễn Văn Linh", "Đà Lạt", "thuý", "hoà bình");
    assertEquals(
        SAID,
        transcriber.transcribe(AudioSource.of(CLIP), Decoding.DEFAULT.withHotWords(others)).text());
  }

  @Test
  void alternativesDifferAndTheBestIsTheText() {
    Transcript transcript =
        transcriber.transcribe(AudioSource.of(CLIP), WITHOUT_LANGUAGE.withAlternatives(5));
    List<String> texts = transcript.alternatives().stream().map(Alternative::text).toList();
    assertEquals(5, texts.stream().distinct().count());
    assertEquals(transcript.text(), texts.getFirst());
    List<Double> scores = transcript.alternatives().stream().map(Alternative::score).toList();
    assertEquals(scores.stream().sorted(Collections.reverseOrder()).toList(), scores);
    assertTrue(transcriber.transcribe(CLIP).alternatives().isEmpty());
  }

  @ParameterizedTest
  @CsvSource({"'số 7', 7", "'Ünal', ünal", "'北京', 北京"})
  void aHotWordThatTheModelCannotWriteIsNamed(String hotWord, String fault) {
    Decoding decoding = Decoding.DEFAULT.withHotWords(List.of("câu", hotWord));
    HotWordException refused =
        assertThrows(
            HotWordException.class, () -> transcriber.transcribe(AudioSource.of(CLIP), decoding));
    assertTrue(refused.getMessage().startsWith("hot word 2 "), refused.getMessage());
    assertTrue(refused.getMessage().contains("'" + fault + "'"), refused.getMessage());
    assertFalse(transcriber.writes(hotWord));
  }

  @ParameterizedTest
  @ValueSource(strings = {"...", "\u200b", "-"})
  void aHotWordWithoutLettersIsRefused(String hotWord) {
    Decoding decoding = Decoding.DEFAULT.withHotWords(List.of(hotWord));
    assertThrows(
        HotWordException.class, () -> transcriber.transcribe(AudioSource.of(CLIP), decoding));
  }

  @Test
  void hotWordsHaveLimits() {
    assertRefused(Collections.nCopies(1001, "a"), "1001");
    assertRefused(List.of("a".repeat(101)), "101");
    assertRefused(List.of("a", " "), "hot word 2");
    assertEquals(
        1000, Decoding.DEFAULT.withHotWords(Collections.nCopies(1000, "a")).hotWords().size());
  }

  @Test
  void numbersHaveRanges() {
    assertThrows(IllegalArgumentException.class, () -> Decoding.DEFAULT.withBeamWidth(0));
    assertThrows(IllegalArgumentException.class, () -> Decoding.DEFAULT.withBeamWidth(1001));
    assertThrows(IllegalArgumentException.class, () -> Decoding.DEFAULT.withAlternatives(0));
    assertThrows(
        IllegalArgumentException.class, () -> Decoding.DEFAULT.withLanguageModelWeight(-1));
    assertThrows(IllegalArgumentException.class, () -> Decoding.DEFAULT.withWordBonus(Double.NaN));
    assertThrows(
        IllegalArgumentException.class,
        () -> Decoding.DEFAULT.withHotWordBonus(Double.POSITIVE_INFINITY));
  }

  private static void assertRefused(List<String> hotWords, String named) {
    HotWordException refused =
        assertThrows(HotWordException.class, () -> Decoding.DEFAULT.withHotWords(hotWords));
    assertTrue(refused.getMessage().contains(named), refused.getMessage());
  }
}
