// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.packet;

import vn.nghe.audio.AudioException;
import vn.nghe.audio.AudioWarning;
import vn.nghe.audio.pcm.PcmSink;

/**
 * Joins the streams that follow one another in a file, and cuts off what their headers and their
 * container say is no sound. What is cut is decoded all the same, so there is a limit on it: beyond
 * the first {@value #FREE_SECONDS} seconds it must not outweigh what is kept. Encoders cut less
 * than a second.
 */
public final class PacketSink {
  private static final long FREE_SECONDS = 60;

  /** Beyond it there is no sound but damage: 16-bit samples at Opus' highest gain stay below. */
  private static final float LOUDEST = 0x1p31f;

  private final PcmSink sink;
  private long sampleRate;
  private int channels;
  private long toSkip;
  private long kept;
  private long cut;

  /** Seconds of silence before the first stream begins. */
  private double pauseBefore;

  /** Samples that are lost before it begins, 0 if nobody knows how many, and the last fault. */
  private long lostBefore;

  private String lostMessage = "";
  private long lostAt;

  /**
   * Makes ready for the first stream.
   *
   * @param sink takes the sound of all streams
   */
  public PacketSink(PcmSink sink) {
    this.sink = sink;
  }

  /**
   * Begins a stream.
   *
   * @param sampleRate samples per second and channel
   * @param channels how many are interleaved
   * @param skip samples of each channel to cut off its start, at least 0
   * @throws AudioException if the engine does not take such sound
   */
  public void start(long sampleRate, int channels, int skip) {
    sink.start(sampleRate, channels);
    this.sampleRate = sampleRate;
    this.channels = channels;
    sink.pause(Math.round(pauseBefore * sampleRate));
    pauseBefore = 0;
    toSkip = skip;
    if (!lostMessage.isEmpty()) {
      lose(lostBefore, lostMessage, lostAt);
      lostMessage = "";
    }
  }

  /** Samples per second and channel; 0 before the first stream begins. */
  public long sampleRate() {
    return sampleRate;
  }

  /**
   * Takes the sound of the next packet.
   *
   * @param interleaved amplitudes, full scale at -1 and 1; may be changed
   * @param frames samples of each channel
   * @param keep how many of them, from the front, are sound
   * @param at where the packet lies in the input
   */
  public void accept(float[] interleaved, int frames, int keep, long at) {
    int from = (int) Math.min(toSkip, frames);
    toSkip -= from;
    int to = Math.clamp(keep, from, frames);
    kept += to - from;
    cut += frames - (to - from);
    sink.worked((long) (frames - (to - from)) * channels);
    if (cut > kept + FREE_SECONDS * sampleRate) {
      throw AudioException.malformed("More sound is to be cut off than is kept", at);
    }
    for (int i = from * channels; i < to * channels; i++) {
      // Written so that a NaN fails too.
      if (!(Math.abs(interleaved[i]) <= LOUDEST)) {
        throw AudioException.malformed("A sample is " + interleaved[i] + ", no amplitude", at);
      }
    }
    System.arraycopy(interleaved, from * channels, interleaved, 0, (to - from) * channels);
    sink.accept(interleaved, to - from);
  }

  /** Takes silence that belongs to the recording, before or after the first stream begins. */
  public void pauseFor(double seconds) {
    if (channels == 0) {
      pauseBefore += seconds;
    } else {
      sink.pause(Math.round(seconds * sampleRate));
    }
  }

  /** Takes silence that belongs to the recording, in samples of each channel. */
  public void pause(long frames) {
    sink.pause(frames);
  }

  /**
   * Takes silence in place of sound that cannot be decoded.
   *
   * @param frames samples of each channel
   * @param message the fault, as a sentence without its full stop
   * @param at where it lies in the input
   */
  public void lose(long frames, String message, long at) {
    if (channels == 0) {
      lostBefore += frames;
      lostMessage = message;
      lostAt = at;
      return;
    }
    long skipped = Math.min(toSkip, frames);
    toSkip -= (int) skipped;
    sink.lose(frames - skipped, message, at);
  }

  /** Passes on what the user should know. */
  public void warn(AudioWarning.Kind kind, String message, long at) {
    sink.warn(kind, message, at);
  }

  /** Passes on that work was done of which no sound comes, in samples of all channels. */
  public void worked(long samples) {
    sink.worked(samples);
  }
}
