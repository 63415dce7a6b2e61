// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.pcm;

import java.time.Duration;
import java.util.Optional;
import vn.nghe.audio.Audio;
import vn.nghe.audio.AudioException;
import vn.nghe.audio.AudioReport;
import vn.nghe.audio.AudioWarning;
import vn.nghe.audio.SampleSink;
import vn.nghe.audio.io.Work;

/**
 * Turns decoded blocks into one channel at {@link Audio#SAMPLE_RATE} as they come: mixed down,
 * resampled, handed on. What a file claims of its length plays no part in the limit, which counts
 * the samples that really came out.
 */
public final class SoundStream implements PcmSink {
  /** Below this there is no speech to hear; telephones use 8 kHz. */
  private static final int LOWEST_RATE = 1_000;

  /** The highest rate that recorders have, above the 352.8 kHz of DXD. */
  private static final int HIGHEST_RATE = 384_000;

  private static final int MOST_CHANNELS = 64;

  /**
   * Samples per second of all channels together: 64 channels at 48 kHz, which is what a MADI line
   * carries, or 8 at 384 kHz. Decoding them takes about as long as recognising their sound.
   */
  private static final long MOST_SAMPLES_PER_SECOND = 3_072_000;

  /** Units of {@link Work} for the buffers of a stream that begins, beside the filters. */
  private static final long WORK_TO_BEGIN = 1 << 16;

  /** In all, so that a small file does not become hours of work. */
  private static final long MOST_PAUSE_SECONDS = 3_600;

  private final long mostSamples;
  private final SampleSink output;
  private final Warnings warnings;
  private final Work work;
  private long length;
  private double pauseLeft = MOST_PAUSE_SECONDS;

  /** For the stream that has begun; none before the first. */
  private Optional<MixDown> mix = Optional.empty();

  /**
   * Makes ready for one sound, of which what is there is taken.
   *
   * @param longest the longest sound to accept, more than zero
   * @param output takes the sound
   */
  public SoundStream(Duration longest, SampleSink output) {
    this(longest, false, Work.UNCOUNTED, output);
  }

  /**
   * Makes ready for one sound.
   *
   * @param longest the longest sound to accept, more than zero
   * @param strict whether faults are thrown rather than reported
   * @param work is told of all that is done here and of the blocks that come
   * @param output takes the sound
   */
  public SoundStream(Duration longest, boolean strict, Work work, SampleSink output) {
    this.mostSamples =
        longest.toSeconds() >= Long.MAX_VALUE / Audio.SAMPLE_RATE
            ? Long.MAX_VALUE
            : longest.toSeconds() * Audio.SAMPLE_RATE
                + (long) longest.toNanosPart() * Audio.SAMPLE_RATE / 1_000_000_000;
    this.output = output;
    this.warnings = new Warnings(strict);
    this.work = work;
  }

  @Override
  public void start(long sampleRate, int channels) {
    requireTaken(sampleRate, channels);
    if (mix.isPresent()) {
      if (mix.get().takes(sampleRate, channels)) {
        return;
      }
      mix.get().finish();
      warn(
          AudioWarning.Kind.FORMAT_CHANGED,
          "The sound goes on with " + channels + " channels at " + sampleRate + " Hz",
          0);
    }
    MixDown next = new MixDown(sampleRate, channels, this::warnOfOppositePhase, this::handOn);
    work.add(WORK_TO_BEGIN + next.workToBegin());
    mix = Optional.of(next);
  }

  /**
   * Makes sure that the engine takes such sound.
   *
   * @param sampleRate samples per second and channel
   * @param channels how many channels
   * @throws AudioException if it does not
   */
  public static void requireTaken(long sampleRate, int channels) {
    if (sampleRate < LOWEST_RATE || sampleRate > HIGHEST_RATE) {
      throw new AudioException(
          AudioException.Reason.UNSUPPORTED,
          "A sample rate of "
              + sampleRate
              + " Hz is not supported; "
              + LOWEST_RATE
              + " to "
              + HIGHEST_RATE
              + " Hz is");
    }
    if (channels < 1 || channels > MOST_CHANNELS) {
      throw new AudioException(
          AudioException.Reason.UNSUPPORTED,
          channels + " channels are not supported; 1 to " + MOST_CHANNELS + " are");
    }
    if (sampleRate * channels > MOST_SAMPLES_PER_SECOND) {
      throw new AudioException(
          AudioException.Reason.UNSUPPORTED,
          channels
              + " channels at "
              + sampleRate
              + " Hz are not supported; up to "
              + MOST_SAMPLES_PER_SECOND
              + " samples a second, of all channels together, are");
    }
  }

  @Override
  public void expect(long frames) {
    output.expect(Math.round(frames / sampleRate() * Audio.SAMPLE_RATE));
  }

  @Override
  public void accept(float[] interleaved, int frames) {
    MixDown mixing = mix();
    work.add((long) frames * mixing.channels());
    mixing.accept(interleaved, frames);
  }

  @Override
  public void worked(long samples) {
    work.add(samples);
  }

  /** {@inheritDoc} Of more than an hour of pauses in all, the rest is left out and reported. */
  @Override
  public void pause(long frames) {
    double wanted = frames / sampleRate();
    if (wanted > pauseLeft) {
      warn(
          AudioWarning.Kind.PAUSE_SHORTENED,
          "The recording has more than " + MOST_PAUSE_SECONDS + " s of pauses between its parts",
          0);
    }
    double seconds = Math.min(wanted, pauseLeft);
    pauseLeft -= seconds;
    mix().acceptSilence(wanted > seconds ? (long) (seconds * sampleRate()) : frames);
  }

  @Override
  public void lose(long frames, String message, long at) {
    double seconds = frames / sampleRate();
    work.add(frames * mix().channels());
    warnings.add(AudioWarning.Kind.DAMAGED, seconds(), seconds, message, at);
    pause(frames);
  }

  @Override
  public void warn(AudioWarning.Kind kind, String message, long at) {
    warnings.add(kind, seconds(), 0, message, at);
  }

  /**
   * Hands on what is left, after the last block.
   *
   * @return how much was handed on in all, and what was wrong with it
   */
  public AudioReport finish() {
    mix.ifPresent(MixDown::finish);
    return new AudioReport(length, warnings.all(seconds()));
  }

  private MixDown mix() {
    return mix.orElseThrow(() -> new IllegalStateException("No stream has begun"));
  }

  private double sampleRate() {
    return mix().sampleRate();
  }

  private void warnOfOppositePhase() {
    warn(
        AudioWarning.Kind.OPPOSITE_PHASE,
        "The two channels cancel each other; the left one was taken",
        0);
  }

  /** How much has been handed on, which is the present but for what filters still hold. */
  private double seconds() {
    return (double) length / Audio.SAMPLE_RATE;
  }

  private void handOn(float[] block, int count) {
    length += count;
    if (length > mostSamples) {
      throw new AudioException(
          AudioException.Reason.TOO_LONG,
          "The sound lasts longer than the limit of "
              + (double) mostSamples / Audio.SAMPLE_RATE
              + " s; send it in parts");
    }
    work.made(count);
    output.accept(block, count);
    work.add(count * mix().workPerSample());
  }
}
