// SPDX-License-Identifier: Apache-2.0
package vn.nghe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.nghe.api.Decoding;
import vn.nghe.api.ModelException;
import vn.nghe.api.Progress;
import vn.nghe.api.ProgressListener;
import vn.nghe.api.Recognised;
import vn.nghe.api.TranscriptionCancelledException;
import vn.nghe.audio.Audio;
import vn.nghe.audio.AudioException;
import vn.nghe.audio.input.AudioDecoder;
import vn.nghe.audio.input.AudioSource;
import vn.nghe.transcript.Transcript;
import vn.nghe.transcript.Word;

class TranscriberTest {
  private static final Transcriber TRANSCRIBER = Transcriber.open(TestFiles.defaultModel());

  @AfterAll
  static void close() {
    TRANSCRIBER.close();
  }

  @ParameterizedTest
  @CsvSource({
    "cv9-vi-26202343, anh nói chưa hất câu",
    "cv9-vi-23689547, đang nói ở chỗ",
    "cv9-vi-24743774, tâm lỹ bấc ộn lịn khi vừa mắc đi cái thai ở trong bục"
  })
  void writesWhatTheReferenceWrites(String clip, String text) {
    Path file = TestFiles.clip(clip);
    assertEquals(text, TRANSCRIBER.transcribe(AudioSource.of(file), Decoding.GREEDY).text());
  }

  @ParameterizedTest
  @ValueSource(strings = {"mp3", "ogg", "opus", "webm"})
  void writesTheSameWhateverTheFormat(String format) {
    Path file = TestFiles.resource("speech/cv9-vi-23689547." + format);
    assertEquals("đang nói ở chỗ", TRANSCRIBER.transcribe(file).text());
  }

  @Test
  void everySourceOfTheSameSoundGivesTheSame() throws Exception {
    Path file = TestFiles.clip(TestFiles.CLIPS.getFirst());
    Transcript expected = TRANSCRIBER.transcribe(file);
    byte[] bytes = Files.readAllBytes(file);
    Audio samples = AudioDecoder.decode(file, Transcriber.LONGEST);
    assertEquals(expected, TRANSCRIBER.transcribe(AudioSource.of(bytes)));
    assertEquals(expected, TRANSCRIBER.transcribe(AudioSource.of(samples)));
    try (InputStream stream = Files.newInputStream(file)) {
      assertEquals(expected, TRANSCRIBER.transcribe(AudioSource.of(stream)));
    }
  }

  @Test
  void aStreamThatCannotBeReadIsRefused() throws Exception {
    InputStream closed = Files.newInputStream(TestFiles.clip(TestFiles.CLIPS.getFirst()));
    closed.close();
    AudioException e =
        assertThrows(AudioException.class, () -> TRANSCRIBER.transcribe(AudioSource.of(closed)));
    assertEquals(AudioException.Reason.UNREADABLE, e.reason());
  }

  @Test
  void wordsFollowEachOtherInsideTheAudio() {
    Transcript transcript =
        TRANSCRIBER.transcribe(AudioSource.of(TestFiles.clip("cv9-vi-24743774")), Decoding.GREEDY);
    double time = 0;
    for (Word word : transcript.words()) {
      assertTrue(word.start() >= time && word.end() <= transcript.seconds(), word.toString());
      assertTrue(word.confidence() > 0 && word.confidence() <= 1, word.toString());
      time = word.end();
    }
    assertEquals(14, transcript.words().size());
  }

  @Test
  void clipsAtOnceGiveTheSameAsOneByOne() throws Exception {
    List<Transcript> oneByOne = new ArrayList<>();
    for (String clip : TestFiles.CLIPS) {
      oneByOne.add(TRANSCRIBER.transcribe(TestFiles.clip(clip)));
    }
    try (ExecutorService callers = Executors.newFixedThreadPool(6)) {
      List<Future<Transcript>> atOnce = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        Path clip = TestFiles.clip(TestFiles.CLIPS.get(i % 3));
        atOnce.add(callers.submit(() -> TRANSCRIBER.transcribe(clip)));
      }
      for (int i = 0; i < 12; i++) {
        assertEquals(oneByOne.get(i % 3), atOnce.get(i).get());
      }
    }
  }

  @Test
  void aLongRecordingSaysWhatItsPartsSay() {
    Audio clip = AudioDecoder.decode(TestFiles.clip("cv9-vi-23689547"), Duration.ofMinutes(1));
    int pause = Audio.SAMPLE_RATE;
    float[] repeated = new float[20 * (clip.length() + pause)];
    for (int i = 0; i < 20; i++) {
      clip.copyTo(0, repeated, i * (clip.length() + pause), clip.length());
    }
    Transcript transcript = TRANSCRIBER.transcribe(AudioSource.of(Audio.ofSamples(repeated)));
    assertEquals(100, transcript.seconds(), 2);
    long found = transcript.words().stream().filter(word -> word.text().equals("nói")).count();
    assertEquals(20, found, "in: " + transcript.text());
  }

  @ParameterizedTest
  @CsvSource({"1", "100", "319", "320", "321"})
  void theShortestSoundsHaveNoText(int samples) {
    Transcript transcript =
        TRANSCRIBER.transcribe(AudioSource.of(Audio.ofSamples(new float[samples])));
    assertEquals("", transcript.text());
  }

  @Test
  void progressCountsTheSecondsUpToTheWholeRecording() {
    Path file = TestFiles.clip("cv9-vi-24743774");
    List<Progress> told = new ArrayList<>();
    Transcript transcript =
        TRANSCRIBER.transcribe(AudioSource.of(file), Decoding.DEFAULT, told::add);
    double last = 0;
    for (Progress progress : told) {
      assertEquals(transcript.seconds(), progress.total().orElseThrow(), 1e-9);
      assertTrue(progress.seconds() >= last, told.toString());
      last = progress.seconds();
    }
    assertEquals(transcript.seconds(), last, 1e-9);
    assertEquals(TRANSCRIBER.transcribe(file), transcript);
  }

  @Test
  void wordsBecomeStableWhileALongRecordingIsHeard() {
    List<List<Word>> stable = new ArrayList<>();
    ProgressListener listener =
        new ProgressListener() {
          @Override
          public boolean proceed(Progress progress) {
            return true;
          }

          @Override
          public void recognised(Recognised part) {
            stable.add(part.stableWords());
          }
        };
    AudioSource audio = AudioSource.of(Audio.ofSamples(LiveSpeech.clips(0)));

    Transcript transcript = TRANSCRIBER.transcribe(audio, Decoding.DEFAULT, listener);

    stable.removeIf(List::isEmpty);
    assertTrue(stable.size() > 1, stable.toString());
    assertEquals(transcript.words(), stable.stream().flatMap(List::stream).toList());
  }

  @Test
  void aListenerEndsATranscription() {
    AudioSource audio = AudioSource.of(Audio.ofSamples(new float[600 * Audio.SAMPLE_RATE]));
    List<Progress> told = new ArrayList<>();
    assertThrows(
        TranscriptionCancelledException.class,
        () ->
            TRANSCRIBER.transcribe(
                audio,
                Decoding.DEFAULT,
                progress -> {
                  told.add(progress);
                  return false;
                }));
    assertEquals(1, told.size());
    assertTrue(told.getFirst().seconds() <= 30, told.toString());
  }

  @Test
  void anInterruptEndsATranscriptionAndStays() {
    Path file = TestFiles.clip("cv9-vi-24743774");
    Thread.currentThread().interrupt();
    assertThrows(TranscriptionCancelledException.class, () -> TRANSCRIBER.transcribe(file));
    assertTrue(Thread.interrupted());
    assertEquals(14, TRANSCRIBER.transcribe(file).words().size());
  }

  @Test
  void afterClosingCallsAreRefused() {
    Transcriber transcriber = Transcriber.open(TestFiles.resource("models/random-tiny"), 2);
    AudioSource audio = AudioSource.of(Audio.ofSamples(new float[1000]));
    transcriber.transcribe(audio);
    transcriber.close();
    transcriber.close();
    assertThrows(IllegalStateException.class, () -> transcriber.transcribe(audio));
  }

  @Test
  void aFolderWithoutAModelIsNamed() {
    Path folder = TestFiles.resource("speech");
    ModelException e = assertThrows(ModelException.class, () -> Transcriber.open(folder));
    assertTrue(e.getMessage().contains("config.json"), e.getMessage());
  }
}
