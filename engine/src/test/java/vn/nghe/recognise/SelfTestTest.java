// SPDX-License-Identifier: Apache-2.0
package vn.nghe.recognise;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.nghe.Transcriber;
import vn.nghe.api.ModelException;
import vn.nghe.transcript.Transcript;
import vn.nghe.transcript.Word;

class SelfTestTest {
  private static final Path TINY = Path.of("src/test/resources/models/random-tiny");

  private static Transcript transcript(String text) {
    List<Word> words = new ArrayList<>();
    for (String word : text.isEmpty() ? new String[0] : text.split(" ")) {
      words.add(new Word(word, words.size(), words.size() + 1, 1));
    }
    return new Transcript("vi", words.size(), words);
  }

  @Test
  void theDefaultModelHearsTheClip() {
    try (Transcriber transcriber = Transcriber.open(Path.of("../models/nghe-base-vi"))) {
      assertEquals("xe hoa anh chờ đó", transcriber.selfTest().text());
    }
  }

  /** Random weights load like any others, and write nothing. */
  @Test
  void aModelThatHearsNothingIsRefusedUnlessItsFolderSaysSo(@TempDir Path folder) throws Exception {
    for (String file : List.of("model.safetensors", "vocab.json", "config.json")) {
      Files.copy(TINY.resolve(file), folder.resolve(file));
    }
    try (Transcriber transcriber = Transcriber.open(folder)) {
      assertEquals("", transcriber.selfTest().text());
    }
    Path config = folder.resolve("config.json");
    Files.writeString(config, Files.readString(config).replace("\"smoke_text\"", "\"other\""));
    try (Transcriber transcriber = Transcriber.open(folder)) {
      ModelException e = assertThrows(ModelException.class, transcriber::selfTest);
      assertTrue(
          e.getMessage().startsWith(folder.resolve("model.safetensors") + ": recognises no word"),
          e.getMessage());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "một hai ba bốn, một hai ba bốn",
    "một hai ba bốn, một hai xx yy",
    "một hai ba bốn, xx một yy bốn zz",
    "một, một",
    "'', ''",
    "'', một"
  })
  void halfOfTheWordsSuffice(String expected, String heard) {
    assertDoesNotThrow(() -> SelfTest.check(TINY, Optional.of(expected), transcript(heard)));
  }

  @ParameterizedTest
  @CsvSource({
    "một hai ba bốn, ''",
    "một hai ba bốn, một",
    "một hai ba bốn, bốn ba hai",
    "một hai ba bốn năm, một hai",
    "một, a a a a"
  })
  void lessThanHalfDoesNot(String expected, String heard) {
    ModelException e =
        assertThrows(
            ModelException.class,
            () -> SelfTest.check(TINY, Optional.of(expected), transcript(heard)));
    assertTrue(e.getMessage().contains("\"" + expected + "\""), e.getMessage());
  }
}
