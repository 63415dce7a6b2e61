// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.inference;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import vn.nghe.audio.Audio;
import vn.nghe.audio.AudioOptions;
import vn.nghe.audio.AudioReport;
import vn.nghe.audio.AudioWarning;
import vn.nghe.audio.SampleSink;
import vn.nghe.audio.input.AudioDecoder;
import vn.nghe.audio.input.AudioSource;
import vn.nghe.service.access.AudioMeter;

/**
 * Decodes a clip once to its end, in steps: between them other clips have their turns, and sound is
 * charged as it comes. So a clip that is damaged, too long or too much work is refused before any
 * of it is recognised, and its length is known. A short clip is kept; a longer one is decoded again
 * while it is recognised, so that none takes memory for its length.
 */
final class ClipSound implements SampleSink {
  /** Samples of a clip that is kept: a minute, in 3.8 MB. */
  private static final int MOST_KEPT = 60 * Audio.SAMPLE_RATE;

  /** Samples of the first room: 4 s, the length of many clips. */
  private static final int FIRST_ROOM = 1 << 16;

  /** Sound that is charged at once, so that an hour is not hundreds of entries. */
  private static final int SECONDS_CHARGED = 60;

  private final byte[] encoded;
  private final AudioOptions options;
  private final AudioMeter meter;
  private final Turn turn;

  private float[] kept = new float[FIRST_ROOM];
  private long length;
  private double charged;
  private List<AudioWarning> warnings = List.of();

  /**
   * @param options how to decode it, with the longest duration to take
   * @param meter is charged with the sound
   * @param turn lets others go first
   */
  ClipSound(byte[] encoded, AudioOptions options, AudioMeter meter, Turn turn) {
    this.encoded = encoded;
    this.options = options;
    this.meter = meter;
    this.turn = turn;
  }

  /**
   * Decodes all of it.
   *
   * @throws vn.nghe.audio.AudioException if it is no good
   * @throws vn.nghe.service.error.RefusedException if it is more than the caller has left
   * @throws CancellationException if nobody waits for it any more
   */
  void decode() {
    AudioReport report = AudioDecoder.stream(encoded, options, this);
    warnings = report.warnings();
    charge(seconds() - charged);
  }

  /** How long it is, in seconds. */
  double seconds() {
    return (double) length / Audio.SAMPLE_RATE;
  }

  /** What the recogniser is to hear. */
  AudioSource source() {
    return isKept()
        ? AudioSource.of(Audio.ofSamples(Arrays.copyOf(kept, (int) length)).withWarnings(warnings))
        : AudioSource.of(encoded, options);
  }

  private boolean isKept() {
    return length <= MOST_KEPT;
  }

  /** A clip that says itself that it is too long is refused before any of it is charged. */
  @Override
  public void expect(long samples) {
    Duration claimed = Duration.ofSeconds(samples / Audio.SAMPLE_RATE);
    if (claimed.compareTo(options.longest()) <= 0) {
      meter.requireRest((double) samples / Audio.SAMPLE_RATE);
    }
  }

  @Override
  public void accept(float[] samples, int count) {
    if (length + count <= MOST_KEPT) {
      int end = (int) length + count;
      if (end > kept.length) {
        kept = Arrays.copyOf(kept, Math.min(MOST_KEPT, Math.max(end, 2 * kept.length)));
      }
      System.arraycopy(samples, 0, kept, (int) length, count);
    } else {
      kept = new float[0];
    }
    length += count;
    if (seconds() - charged >= SECONDS_CHARGED) {
      charge(SECONDS_CHARGED);
    }
  }

  @Override
  public void working() {
    if (!turn.next()) {
      throw new CancellationException("nobody waits for the clip any more");
    }
  }

  private void charge(double seconds) {
    meter.charge(seconds);
    charged += seconds;
  }
}
