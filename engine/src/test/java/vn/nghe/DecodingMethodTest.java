// SPDX-License-Identifier: Apache-2.0
package vn.nghe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.nghe.api.Decoding;
import vn.nghe.api.DecodingMethod;
import vn.nghe.api.DecodingMethodException;
import vn.nghe.api.HotWordException;
import vn.nghe.audio.input.AudioSource;
import vn.nghe.transcript.Alternative;
import vn.nghe.transcript.Transcript;
import vn.nghe.transcript.Word;

/** The methods that a model has, through the front door; its weights are random. */
class DecodingMethodTest {
  private static final Path BOTH = TestFiles.resource("models/random-whisper");
  private static final AudioSource CLIP = AudioSource.of(TestFiles.clip("cv9-vi-26202343"));

  @TempDir Path folder;

  @Test
  void whatTheFolderHoldsDecidesWhatItCanDo() throws IOException {
    try (Transcriber both = Transcriber.open(BOTH, 1);
        Transcriber headAlone = Transcriber.open(TestFiles.defaultModel(), 1);
        Transcriber decoderAlone = Transcriber.open(decoderAlone(), 1)) {
      assertEquals(Set.of(DecodingMethod.values()), both.model().methods());
      assertEquals(Set.of(DecodingMethod.CTC), headAlone.model().methods());
      assertEquals(Set.of(DecodingMethod.ATTENTION), decoderAlone.model().methods());
      assertEquals(
          both.transcribe(CLIP, Decoding.DEFAULT.withMethod(DecodingMethod.CTC)),
          both.transcribe(CLIP));
      assertEquals(
          decoderAlone.transcribe(CLIP, Decoding.DEFAULT.withMethod(DecodingMethod.ATTENTION)),
          decoderAlone.transcribe(CLIP));
      DecodingMethodException refused =
          assertThrows(
              DecodingMethodException.class,
              () ->
                  headAlone.transcribe(CLIP, Decoding.DEFAULT.withMethod(DecodingMethod.RESCORE)));
      assertEquals(
          "the model nghe-base-vi cannot decode by rescore: it has no decoder; it can decode by"
              + " ctc",
          refused.getMessage());
    }
  }

  @Test
  void wordsOfTheDecoderHaveTimesInTheClip() throws IOException {
    try (Transcriber transcriber = Transcriber.open(decoderAlone(), 1)) {
      Transcript transcript = transcriber.transcribe(CLIP, Decoding.DEFAULT.withAlternatives(3));
      assertTrue(!transcript.words().isEmpty());
      double before = 0;
      for (Word word : transcript.words()) {
        assertTrue(word.start() >= before && word.end() <= transcript.seconds(), word.toString());
        assertEquals(word.text().toLowerCase(Locale.ROOT), word.text());
        before = word.end();
      }
      List<Alternative> texts = transcript.alternatives();
      assertEquals(3, texts.size());
      assertTrue(texts.get(0).score() >= texts.get(1).score());
    }
  }

  @Test
  void hotWordsNeedACtcHead() throws IOException {
    try (Transcriber transcriber = Transcriber.open(decoderAlone(), 1)) {
      Decoding decoding = Decoding.DEFAULT.withHotWords(List.of("Đà Lạt"));
      HotWordException refused =
          assertThrows(HotWordException.class, () -> transcriber.transcribe(CLIP, decoding));
      assertTrue(refused.getMessage().contains("needs a CTC head"), refused.getMessage());
      assertTrue(!transcriber.writes("Đà Lạt"));
    }
  }

  private Path decoderAlone() throws IOException {
    Path model = Files.createDirectories(folder.resolve("decoder-alone"));
    for (String file : List.of("model.safetensors", "tokens.json")) {
      Files.copy(BOTH.resolve(file), model.resolve(file));
    }
    String config = Files.readString(BOTH.resolve("config.json"));
    Files.writeString(
        model.resolve("config.json"), config.replace("\"whisper-ctc\"", "\"whisper\""));
    return model;
  }
}
