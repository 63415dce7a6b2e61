// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.aac;

import java.util.Arrays;
import vn.nghe.audio.AudioException;
import vn.nghe.audio.pcm.PcmSink;

/**
 * Takes the frames of an AAC stream one by one and passes their sound on. A damaged frame is
 * silent, as in players, as long as such are few: {@value #FORGIVEN}, and one more for every
 * {@value #FRAMES_PER_FORGIVEN} frames so far, which is 2 %. Beyond that too much speech would be
 * missing from the transcript.
 */
public final class AacStream {
  private static final int FORGIVEN = 2;
  private static final int FRAMES_PER_FORGIVEN = 50;

  /**
   * 18 dB above full scale. Encoding adds far less to any sound, and one frame of noise so loud
   * would make all else look silent.
   */
  private static final float LOUDEST = 8;

  private final AacConfig config;
  private final PcmSink sink;
  private final AacDecoder decoder;
  private final float[] channel = new float[Channel.FRAME];
  private float[] interleaved = {};
  private int channels;
  private boolean started;
  private long frames;
  private long damaged;

  public AacStream(AacConfig config, PcmSink sink) {
    this.config = config;
    this.sink = sink;
    this.decoder = new AacDecoder(config.rateIndex());
  }

  /**
   * Takes the next frame.
   *
   * @throws AudioException if it is damaged and too many were
   */
  public void accept(AacBits frame) {
    frames++;
    try {
      decode(frame);
    } catch (AudioException e) {
      damaged++;
      if (damaged > FORGIVEN + frames / FRAMES_PER_FORGIVEN) {
        throw e.and("of the AAC frames so far, " + damaged + " of " + frames + " are damaged");
      }
      decoder.forget();
      Arrays.fill(interleaved, 0);
    }
    if (channels == 0) {
      return;
    }
    // Outside of what is forgiven: a sink that takes no such sound means it.
    if (!started) {
      start();
    }
    sink.accept(interleaved, Channel.FRAME);
  }

  /** Says that no frame follows. */
  public void finish() {
    if (frames > 0 && channels == 0) {
      throw new AudioException(
          AudioException.Reason.MALFORMED, "All " + frames + " AAC frames are damaged");
    }
  }

  private void decode(AacBits frame) {
    int count = decoder.read(frame);
    if (channels == 0) {
      channels = count;
      interleaved = new float[channels * Channel.FRAME];
    } else if (count != channels) {
      throw frame.malformed("An AAC frame has " + count + " channels, not " + channels);
    }
    for (int i = 0; i < channels; i++) {
      decoder.finish(i, channel);
      for (int at = i, from = 0; from < Channel.FRAME; at += channels, from++) {
        // Written so that a NaN fails too.
        if (!(Math.abs(channel[from]) <= LOUDEST)) {
          throw frame.malformed("An AAC frame is louder than any sound");
        }
        interleaved[at] = channel[from];
      }
    }
  }

  /**
   * The number of channels is known from the first frame that is whole; those before are silent.
   */
  private void start() {
    started = true;
    sink.start(config.sampleRate(), channels);
    float[] silence = new float[interleaved.length];
    for (long i = 1; i < frames; i++) {
      sink.accept(silence, Channel.FRAME);
    }
  }
}
