// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.mp4;

import java.util.Optional;
import java.util.function.LongConsumer;
import vn.nghe.audio.AudioException;
import vn.nghe.audio.AudioWarning;
import vn.nghe.audio.io.ByteReader;
import vn.nghe.audio.pcm.PcmSink;
import vn.nghe.audio.pcm.PcmTrim;

/**
 * The coded frames of a track that lie in the input, with their times.
 *
 * <p>A first pass over the tables counts them before any sound is decoded. It ends where the input
 * does, so of a recording that lost its end the rest is decoded, and where frames refer to the same
 * bytes again and again.
 */
final class SoundFrames {
  /** Five times what 16 channels of at most 6144 bits take, so that data may come with them. */
  private static final int MOST_FRAME_BYTES = 1 << 16;

  /** Clocks jitter by less, and ffmpeg's resampler fills gaps from this length on. */
  private static final double SHORTEST_GAP = 0.1;

  /** Longer than any frame with the shortest gap. */
  private static final double LONG_STEP = 0.3;

  /** If more frames than one in so many have a gap before them, it is the times that are wrong. */
  private static final int FRAMES_PER_GAP = 10;

  private final ByteReader in;
  private final Track track;
  private final Samples samples;
  private final byte[] bytes = new byte[MOST_FRAME_BYTES];
  private final long count;
  private final boolean hasTimes;
  private final long rate;
  private long taken;
  private long origin;
  private double end;

  /** Samples of sound and pauses before the frame that was moved to. */
  private long position;

  private SoundFrames(
      ByteReader in, Track track, Samples samples, long count, boolean hasTimes, long rate) {
    this.in = in;
    this.track = track;
    this.samples = samples;
    this.count = count;
    this.hasTimes = hasTimes;
    this.rate = rate;
  }

  /**
   * Counts the frames of a track.
   *
   * @param movie the {@code moov} box
   * @param rate samples per second that come out of the decoder
   * @param sink hears what is wrong
   * @throws AudioException if there is none
   */
  static SoundFrames of(ByteReader in, Box movie, Track track, long rate, PcmSink sink) {
    Samples samples = track.samples(in, movie);
    long count = 0;
    long bytes = 0;
    long gaps = 0;
    long time = 0;
    Optional<String> fault = Optional.empty();
    while (fault.isEmpty() && advance(samples, sink, count)) {
      long start = samples.start();
      // One that is empty counts too, so that a short table cannot list them without end.
      bytes += Math.max(1, samples.size());
      if (start < 0 || start > in.length() - samples.size()) {
        fault =
            Optional.of(
                "Frame "
                    + (count + 1)
                    + " of the MP4 would lie at byte "
                    + start
                    + ": the end is missing");
      } else if (bytes > in.length()) {
        throw AudioException.malformed(
            "The frames of the MP4 refer to the same bytes several times, up to frame "
                + (count + 1),
            start);
      } else {
        gaps += count > 0 && samples.time() - time > LONG_STEP * track.timescale() ? 1 : 0;
        time = samples.time();
        count++;
      }
    }
    if (count == 0) {
      fault.ifPresent(
          message -> {
            throw AudioException.malformed(message, in.length());
          });
      throw new AudioException(
          AudioException.Reason.EMPTY, "The MP4 has a track of sound with no frame in it");
    }
    fault.ifPresent(message -> sink.warn(AudioWarning.Kind.TRUNCATED, message, in.length()));
    boolean hasTimes = gaps <= count / FRAMES_PER_GAP + 1;
    return new SoundFrames(in, track, track.samples(in, movie), count, hasTimes, rate);
  }

  /** Tables that contradict themselves end there, if there was a frame before. */
  private static boolean advance(Samples samples, PcmSink sink, long count) {
    Optional<AudioException> fault = Optional.empty();
    try {
      if (samples.advance()) {
        return true;
      }
    } catch (AudioException e) {
      if (count == 0) {
        throw e;
      }
      fault = Optional.of(e);
    }
    fault.ifPresent(e -> sink.warn(AudioWarning.Kind.TRUNCATED, e.fault(), e.offset().orElse(0)));
    return false;
  }

  /** How many there are. */
  long count() {
    return count;
  }

  /**
   * Moves to the next frame.
   *
   * @param before how many samples the frame before it holds
   * @param trim tells whether more is wanted
   * @param pause takes samples of silence, where the frame sounds later than the one before it ends
   * @return whether there is one
   */
  boolean advance(long before, PcmTrim trim, LongConsumer pause) {
    position += before;
    if (taken == count || trim.isOver(position) || !samples.advance()) {
      return false;
    }
    if (taken++ == 0) {
      origin = samples.time();
    }
    double time = (double) (samples.time() - origin) / track.timescale();
    double late = time - (double) position / rate;
    if (hasTimes && time - end > SHORTEST_GAP + (double) before / rate && late > SHORTEST_GAP) {
      long gap = Math.round(late * rate);
      pause.accept(gap);
      position += gap;
    }
    end = time;
    return true;
  }

  /** Samples of sound and pauses before the frame. */
  long position() {
    return position;
  }

  /** Index of the frame's first byte in the input. */
  long start() {
    return samples.start();
  }

  /** Its bytes; 0 for a frame of a size that none has. */
  int size() {
    return samples.size() > MOST_FRAME_BYTES ? 0 : (int) samples.size();
  }

  /** Reads the frame. */
  byte[] read() {
    in.seek(samples.start());
    in.read(bytes, size());
    return bytes;
  }
}
