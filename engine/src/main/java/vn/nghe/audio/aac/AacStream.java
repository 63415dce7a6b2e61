// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.aac;

import java.util.Optional;
import vn.nghe.audio.AudioException;
import vn.nghe.audio.pcm.PcmSink;

/**
 * Takes the frames of an AAC stream one by one and passes their sound on. Silence stands for a
 * damaged frame, as long as those are not more than half of all, beyond {@value #FORGIVEN}: then it
 * is not the recording that is damaged, it is none.
 */
public final class AacStream {
  private static final int FORGIVEN = 2;

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

  /** Frames that were damaged before the first that was whole, and the last of their faults. */
  private long lostBefore;

  private long pauseBefore;
  private String lostMessage = "";
  private long lostAt;

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
    Optional<AudioException> fault = decode(frame);
    if (fault.isEmpty()) {
      // Outside of what is forgiven: a sink that takes no such sound means it.
      start();
      sink.accept(interleaved, Channel.FRAME);
      return;
    }
    damaged++;
    AudioException e = fault.get();
    if (damaged > FORGIVEN + frames / 2) {
      throw e.and("of the AAC frames so far, " + damaged + " of " + frames + " are damaged");
    }
    lose(1, e.fault(), e.offset().orElse(0));
  }

  /**
   * Puts silence in place of frames that are missing.
   *
   * @param count how many
   * @param message the fault, as a sentence without its full stop
   * @param at where it lies in the input
   */
  public void lose(long count, String message, long at) {
    decoder.forget();
    if (started) {
      sink.lose(count * Channel.FRAME, message, at);
      return;
    }
    // The number of channels is known from the first frame that is whole.
    lostBefore += count;
    lostMessage = message;
    lostAt = at;
  }

  /** Says that no frame follows. */
  public void finish() {
    if (frames > 0 && channels == 0) {
      throw new AudioException(
          AudioException.Reason.MALFORMED, "All " + frames + " AAC frames are damaged");
    }
  }

  /** Takes silence that belongs to the recording, in samples of each channel. */
  public void pause(long samples) {
    if (started) {
      sink.pause(samples);
    } else {
      pauseBefore += samples;
    }
  }

  private Optional<AudioException> decode(AacBits frame) {
    try {
      decodeOrThrow(frame);
      return Optional.empty();
    } catch (AudioException e) {
      return Optional.of(e);
    }
  }

  private void decodeOrThrow(AacBits frame) {
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

  private void start() {
    if (started) {
      return;
    }
    started = true;
    sink.start(config.sampleRate(), channels);
    sink.pause(pauseBefore);
    if (lostBefore > 0) {
      sink.lose(lostBefore * Channel.FRAME, lostMessage, lostAt);
    }
  }
}
