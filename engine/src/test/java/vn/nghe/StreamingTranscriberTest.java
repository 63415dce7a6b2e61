// SPDX-License-Identifier: Apache-2.0
package vn.nghe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.nghe.api.StreamingOptions;
import vn.nghe.api.TranscriptionCancelledException;
import vn.nghe.audio.Audio;
import vn.nghe.audio.AudioException;
import vn.nghe.audio.input.AudioSource;
import vn.nghe.transcript.LiveText;
import vn.nghe.transcript.Word;

class StreamingTranscriberTest {
  private static final Transcriber TRANSCRIBER = Transcriber.open(TestFiles.defaultModel());
  private static final float[] SPEECH = LiveSpeech.clips(1.5);

  /** Hears the speech in blocks of 20 ms, as a microphone gives it. */
  private static final List<LiveText> HEARD = LiveSpeech.heard(TRANSCRIBER, SPEECH, 320);

  @AfterAll
  static void close() {
    TRANSCRIBER.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 77, 4097, 1_000_000})
  void finalTextsDoNotDependOnTheBlocks(int block) {
    assertEquals(
        LiveSpeech.finals(HEARD), LiveSpeech.finals(LiveSpeech.heard(TRANSCRIBER, SPEECH, block)));
  }

  @Test
  void clipsWithPausesSayWhatTheClipsSay() {
    List<String> said =
        TestFiles.CLIPS.stream()
            .map(clip -> TRANSCRIBER.transcribe(TestFiles.clip(clip)).text())
            .toList();
    List<String> heard =
        LiveSpeech.finals(HEARD).stream().map(text -> LiveSpeech.text(List.of(text))).toList();
    assertEquals(said, heard);
  }

  @Test
  void everyUtteranceEndsWithAPauseAfterItsText() {
    List<LiveText> finished =
        HEARD.stream().filter(text -> !(text instanceof LiveText.Partial)).toList();
    assertEquals(2 * TestFiles.CLIPS.size(), finished.size(), finished.toString());
    for (int i = 0; i < finished.size(); i += 2) {
      LiveText.Final said = (LiveText.Final) finished.get(i);
      LiveText.Pause pause = (LiveText.Pause) finished.get(i + 1);
      assertTrue(pause.time() >= said.words().getLast().end(), finished.toString());
    }
  }

  @Test
  void wordsOfFinalTextsFollowEachOtherInsideTheStream() {
    double time = 0;
    for (LiveText.Final text : LiveSpeech.finals(HEARD)) {
      for (Word word : text.words()) {
        assertTrue(word.start() >= time, word.toString());
        time = word.end();
      }
    }
    assertTrue(time <= (double) SPEECH.length / Audio.SAMPLE_RATE, "ends at " + time);
  }

  @Test
  void speechWithoutPausesIsCutAndLosesNoWord() {
    float[] speech = LiveSpeech.clips(0);
    StreamingOptions options =
        StreamingOptions.DEFAULT
            .withEndpoint(StreamingOptions.LONGEST_ENDPOINT)
            .withLongestSegment(StreamingOptions.SHORTEST_SEGMENT);
    List<LiveText> heard = LiveSpeech.heard(TRANSCRIBER, options, speech, 1600);
    List<LiveText.Final> finals = LiveSpeech.finals(heard);
    assertTrue(finals.size() > 1, finals.toString());
    // A cut amid speech is no pause.
    assertInstanceOf(LiveText.Pause.class, heard.getLast());
    assertEquals(1, heard.stream().filter(LiveText.Pause.class::isInstance).count());
    int words = finals.stream().mapToInt(text -> text.words().size()).sum();
    int offline = TRANSCRIBER.transcribe(AudioSource.of(Audio.ofSamples(speech))).words().size();
    // A cut in the middle of speech may cost or add a syllable on either side.
    assertEquals(offline, words, 2.0 * finals.size(), finals.toString());
  }

  @Test
  void theEndpointDecidesWhatIsAPause() {
    float[] speech = LiveSpeech.clips(0);
    StreamingOptions hasty =
        StreamingOptions.DEFAULT.withLongestSegment(StreamingOptions.LONGEST_SEGMENT);
    StreamingOptions patient = hasty.withEndpoint(StreamingOptions.LONGEST_ENDPOINT);
    int many = LiveSpeech.finals(LiveSpeech.heard(TRANSCRIBER, hasty, speech, 1600)).size();
    int one = LiveSpeech.finals(LiveSpeech.heard(TRANSCRIBER, patient, speech, 1600)).size();
    assertTrue(many > 1, many + " segments");
    assertEquals(1, one);
  }

  @Test
  void silenceSaysNothing() {
    float[] silence = new float[20 * Audio.SAMPLE_RATE];
    assertEquals(List.of(), LiveSpeech.heard(TRANSCRIBER, silence, 1600));
    assertEquals(List.of(), LiveSpeech.heard(TRANSCRIBER, new float[0], 1600));
  }

  @Test
  void whatIsNoAmplitudeIsRefusedAndTheStreamGoesOn() {
    List<LiveText> heard = new ArrayList<>();
    try (StreamingTranscriber stream = TRANSCRIBER.stream(StreamingOptions.DEFAULT, heard::add)) {
      float[] broken = {0, 0.1f, Float.NaN};
      AudioException e = assertThrows(AudioException.class, () -> stream.accept(broken, 3));
      assertTrue(e.getMessage().contains("Sample 2"), e.getMessage());
      stream.accept(broken, 0);
      stream.accept(SPEECH, SPEECH.length);
      stream.finish();
    }
    assertEquals(LiveSpeech.finals(HEARD), LiveSpeech.finals(heard));
  }

  @Test
  void afterItsEndAStreamTakesNoSound() {
    StreamingTranscriber finished = TRANSCRIBER.stream(StreamingOptions.DEFAULT, text -> {});
    finished.finish();
    finished.finish();
    assertThrows(IllegalStateException.class, () -> finished.accept(SPEECH, 1));
    StreamingTranscriber closed = TRANSCRIBER.stream(StreamingOptions.DEFAULT, text -> {});
    closed.close();
    closed.close();
    assertThrows(IllegalStateException.class, () -> closed.accept(SPEECH, 1));
    assertThrows(IllegalStateException.class, closed::finish);
  }

  @Test
  void aClosedTranscriberEndsItsStreams() {
    Transcriber transcriber = Transcriber.open(TestFiles.resource("models/random-tiny"), 1);
    StreamingTranscriber stream = transcriber.stream(StreamingOptions.DEFAULT, text -> {});
    transcriber.close();
    assertThrows(IllegalStateException.class, () -> stream.accept(SPEECH, 1));
    stream.close();
    assertThrows(
        IllegalStateException.class,
        () -> transcriber.stream(StreamingOptions.DEFAULT, text -> {}));
  }

  @Test
  void whatTheListenerThrowsEndsTheStreamAndComesOut() {
    RuntimeException thrown = new IllegalArgumentException("by the listener");
    Consumer<LiveText> listener =
        text -> {
          throw thrown;
        };
    try (StreamingTranscriber stream = TRANSCRIBER.stream(StreamingOptions.DEFAULT, listener)) {
      stream.accept(SPEECH, SPEECH.length);
      assertSame(thrown, assertThrows(IllegalArgumentException.class, stream::finish));
      assertSame(
          thrown, assertThrows(IllegalArgumentException.class, () -> stream.accept(SPEECH, 1)));
    }
  }

  @Test
  void aListenerThatHoldsTheStreamUpLosesNoSound() throws Exception {
    CountDownLatch allPut = new CountDownLatch(1);
    List<LiveText> heard = new ArrayList<>();
    Consumer<LiveText> listener =
        text -> {
          awaitForever(allPut);
          heard.add(text);
        };
    try (StreamingTranscriber stream = TRANSCRIBER.stream(StreamingOptions.DEFAULT, listener)) {
      stream.accept(SPEECH, SPEECH.length);
      allPut.countDown();
      stream.finish();
    }
    assertEquals(LiveSpeech.finals(HEARD), LiveSpeech.finals(heard));
  }

  @Test
  void anInterruptFreesACallerWhoWaitsForAListener() {
    CountDownLatch free = new CountDownLatch(1);
    float[] recording = Arrays.copyOf(SPEECH, 90 * Audio.SAMPLE_RATE);
    try (StreamingTranscriber stream =
        TRANSCRIBER.stream(StreamingOptions.DEFAULT, text -> awaitForever(free))) {
      Thread.currentThread().interrupt();
      assertThrows(
          TranscriptionCancelledException.class, () -> stream.accept(recording, recording.length));
      assertThrows(TranscriptionCancelledException.class, stream::finish);
      assertTrue(Thread.interrupted());
      free.countDown();
    }
  }

  @Test
  void aListenerMayCloseItsStreamAndHearsNoMore() {
    List<LiveText> heard = new ArrayList<>();
    List<StreamingTranscriber> streams = new ArrayList<>();
    CountDownLatch opened = new CountDownLatch(1);
    StreamingTranscriber stream =
        TRANSCRIBER.stream(
            StreamingOptions.DEFAULT,
            text -> {
              awaitForever(opened);
              heard.add(text);
              streams.getFirst().close();
            });
    streams.add(stream);
    opened.countDown();
    stream.accept(SPEECH, SPEECH.length);
    assertThrows(IllegalStateException.class, stream::finish);
    assertEquals(1, heard.size(), heard.toString());
  }

  private static void awaitForever(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
