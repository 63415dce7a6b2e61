// SPDX-License-Identifier: Apache-2.0
package vn.nghe.recognise;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import vn.nghe.api.Progress;
import vn.nghe.api.ProgressListener;
import vn.nghe.api.Recognised;
import vn.nghe.api.TranscriptionCancelledException;
import vn.nghe.audio.Audio;
import vn.nghe.audio.AudioWarning;
import vn.nghe.audio.AudioWarning.Kind;
import vn.nghe.audio.SampleSink;
import vn.nghe.segment.CutRules;
import vn.nghe.segment.GainControl;
import vn.nghe.segment.Segment;
import vn.nghe.segment.Segmenter;
import vn.nghe.transcript.Alternative;
import vn.nghe.transcript.Transcript;
import vn.nghe.transcript.Word;

/**
 * Recognises one recording: each segment as soon as it is complete, on the thread that adds the
 * samples, so that no more than a segment is held.
 */
final class Transcription implements SampleSink {
  /** Samples between two calls of the listener: 5 s. */
  private static final int STEP = 5 * Audio.SAMPLE_RATE;

  /** First capacity in samples: 4 s, the length of many clips. */
  private static final int FIRST_ROOM = 1 << 16;

  /** No sample of 16 bits that is not zero is below this. */
  private static final float SILENCE = 1 / 65_536f;

  private final Function<Audio, Transcript> recogniser;
  private final ProgressListener listener;
  private final WordSequence words = new WordSequence();
  private final int mostAlternatives;
  private List<Alternative> alternatives = List.of();
  private boolean hasSeams;

  /** Seconds that have been recognised. */
  private double recognised;

  private int levelled;

  /** Where the first segment begins whose level was changed, in seconds. */
  private double firstLevelled;

  private float loudest;

  /** The recording from its start, while it may still fit into one segment. */
  private float[] opening = new float[FIRST_ROOM];

  /** Present once the recording must be cut. */
  private Optional<Segmenter> segmenter = Optional.empty();

  private OptionalDouble total = OptionalDouble.empty();
  private long taken;
  private long told;

  /**
   * @param recogniser recognises the sound of a segment; times count from its start
   * @param mostAlternatives how many texts to return, 1 for the best alone
   */
  Transcription(
      Function<Audio, Transcript> recogniser, ProgressListener listener, int mostAlternatives) {
    this.recogniser = recogniser;
    this.listener = listener;
    this.mostAlternatives = mostAlternatives;
  }

  @Override
  public void expect(long samples) {
    total = OptionalDouble.of((double) samples / Audio.SAMPLE_RATE);
  }

  @Override
  public void accept(float[] samples, int count) {
    if (segmenter.isEmpty() && taken + count > Segmenter.longestUncut()) {
      Segmenter cutting = new Segmenter(CutRules.RECORDING, this::recognise);
      cutting.accept(opening, (int) taken);
      segmenter = Optional.of(cutting);
      opening = new float[0];
    }
    if (segmenter.isPresent()) {
      segmenter.get().accept(samples, count);
    } else {
      int end = (int) taken + count;
      if (end > opening.length) {
        opening = Arrays.copyOf(opening, Math.max(end, 2 * opening.length));
      }
      System.arraycopy(samples, 0, opening, (int) taken, count);
    }
    for (int i = 0; i < count; i++) {
      loudest = Math.max(loudest, Math.abs(samples[i]));
    }
    taken += count;
    if (taken - told >= STEP) {
      tell();
    }
  }

  /** Lets the listener cancel, and others go first, where much work makes little sound. */
  @Override
  public void working() {
    tell();
  }

  /** Recognises the rest. */
  void finish() {
    if (segmenter.isPresent()) {
      segmenter.get().finish();
    } else {
      Audio whole = Audio.ofSamples(Arrays.copyOf(opening, (int) taken));
      recognise(new Segment(0, whole, false, 0, 0));
    }
    List<Word> rest = words.allStable();
    if (!rest.isEmpty()) {
      listener.recognised(new Recognised(recognised, rest));
    }
    tell();
  }

  private void noteLevelChange(Segment segment) {
    if (levelled == 0) {
      firstLevelled = segment.start();
    }
    levelled++;
  }

  /** What a reader of the text should know of the recording. */
  List<AudioWarning> warnings() {
    List<AudioWarning> warnings = new ArrayList<>();
    if (levelled > 0) {
      warnings.add(
          new AudioWarning(
              Kind.LEVEL_CHANGED,
              levelled,
              firstLevelled,
              0,
              "Quiet or overdriven passages were brought to a usual level"));
    }
    if (words.words().isEmpty()) {
      String message =
          loudest < SILENCE
              ? "The recording is silent"
              : "The recording has sound, but no speech was recognised in it";
      warnings.add(new AudioWarning(Kind.NO_SPEECH, 1, 0, 0, message));
    }
    return warnings;
  }

  /** The words so far. */
  List<Word> words() {
    return words.words();
  }

  /**
   * The best texts of the recording so far, if several were asked for. Empty where segments share
   * words, since those are matched in the best text only.
   */
  List<Alternative> alternatives() {
    return hasSeams ? List.of() : alternatives;
  }

  private void recognise(Segment segment) {
    tell();
    Audio sound = GainControl.apply(segment.sound());
    if (sound != segment.sound()) {
      noteLevelChange(segment);
    }
    Transcript transcript = recogniser.apply(sound);
    if (mostAlternatives > 1) {
      alternatives =
          Alternative.sequence(alternatives, transcript.alternatives(), mostAlternatives);
    }
    hasSeams |= words.add(segment, transcript);
    recognised = segment.start() + segment.sound().seconds();
    listener.recognised(new Recognised(recognised, words.stableBefore(segment.stableTime())));
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
