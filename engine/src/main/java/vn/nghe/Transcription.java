// SPDX-License-Identifier: Apache-2.0
package vn.nghe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import vn.nghe.audio.Audio;
import vn.nghe.audio.SampleSink;
import vn.nghe.segment.Segmenter;
import vn.nghe.segment.SoundSegment;
import vn.nghe.transcript.Seam;
import vn.nghe.transcript.SpeechEvidence;
import vn.nghe.transcript.Word;

/**
 * One recording on its way from samples to words: each segment is recognised as soon as it is
 * there, on the thread that puts the samples in, so no more of the recording is held than that.
 */
final class Transcription implements SampleSink {
  /** Samples from one word to the listener to the next: 5 s. */
  private static final int STEP = 5 * Audio.SAMPLE_RATE;

  private final Function<SoundSegment, List<Word>> recogniser;
  private final ProgressListener listener;
  private final Segmenter segmenter = new Segmenter(this::recognise);
  private final List<Word> words = new ArrayList<>();

  /** The recording from its beginning, as long as it may turn out to need no cut. */
  private final float[] opening = new float[Segmenter.longestUncut()];

  private OptionalDouble total = OptionalDouble.empty();
  private long taken;
  private long told;

  /** Whether the recording has outgrown {@link #opening}. */
  private boolean cutting;

  /**
   * Makes ready for one recording.
   *
   * @param recogniser finds the words of a segment; their times count from its beginning
   */
  Transcription(Function<SoundSegment, List<Word>> recogniser, ProgressListener listener) {
    this.recogniser = recogniser;
    this.listener = listener;
  }

  @Override
  public void expect(long samples) {
    total = OptionalDouble.of((double) samples / Audio.SAMPLE_RATE);
  }

  @Override
  public void accept(float[] samples, int count) {
    if (taken + count <= opening.length) {
      System.arraycopy(samples, 0, opening, (int) taken, count);
    } else {
      if (!cutting) {
        cutting = true;
        segmenter.accept(opening, (int) taken);
      }
      segmenter.accept(samples, count);
    }
    taken += count;
    if (taken - told >= STEP) {
      tell();
    }
  }

  /** Recognises what is left and gives the words of the whole recording. */
  List<Word> finish() {
    if (cutting) {
      segmenter.finish();
    } else {
      Audio whole = Audio.ofSamples(Arrays.copyOf(opening, (int) taken));
      recognise(new SoundSegment(0, whole, false, 0));
    }
    tell();
    return List.copyOf(words);
  }

  private void recognise(SoundSegment segment) {
    requireNoInterrupt();
    List<Word> heard = new ArrayList<>();
    for (Word word : recogniser.apply(segment)) {
      heard.add(
          new Word(
              word.text(),
              word.start() + segment.start(),
              word.end() + segment.start(),
              word.confidence()));
    }
    if (!SpeechEvidence.suffices(heard)) {
      heard.clear();
    }
    if (segment.continues()) {
      Seam.join(words, heard, segment.start(), segment.seamTime());
    } else {
      words.addAll(heard);
    }
  }

  private void tell() {
    told = taken;
    requireNoInterrupt();
    if (!listener.proceed(new Progress((double) taken / Audio.SAMPLE_RATE, total))) {
      throw new TranscriptionCancelledException("the listener ended the transcription");
    }
  }

  /** Throws {@link TranscriptionCancelledException} if this thread is interrupted. */
  static void requireNoInterrupt() {
    if (Thread.currentThread().isInterrupted()) {
      throw new TranscriptionCancelledException("the transcribing thread was interrupted");
    }
  }
}
