// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.packet;

import java.util.function.Consumer;
import vn.nghe.audio.AudioException;
import vn.nghe.audio.AudioException.Reason;
import vn.nghe.audio.AudioWarning;
import vn.nghe.audio.pcm.PcmSink;

/** Listens whether a track is more than silence. */
final class Loudness implements PcmSink {
  /** -60 dB of full scale: dither and the noise of a converter stay below, speech does not. */
  private static final float AUDIBLE = 0.001f;

  /** Hears how much work the listening is. */
  private final PcmSink sink;

  private int channels;

  private Loudness(PcmSink sink) {
    this.sink = sink;
  }

  /**
   * Whether something is heard. It stops at the first sound.
   *
   * @param track decodes the track; what it cannot decode is not heard
   * @param sink hears how much work it is, and no sound
   */
  static boolean isHeard(Consumer<PcmSink> track, PcmSink sink) {
    try {
      track.accept(new Loudness(sink));
      return false;
    } catch (Heard e) {
      return true;
    } catch (AudioException e) {
      if (e.reason() == Reason.TOO_COSTLY) {
        throw e;
      }
      return false;
    }
  }

  @Override
  public void start(long sampleRate, int channels) {
    this.channels = channels;
  }

  @Override
  public void accept(float[] interleaved, int frames) {
    worked((long) frames * channels);
    for (int i = 0; i < frames * channels; i++) {
      if (Math.abs(interleaved[i]) > AUDIBLE) {
        throw new Heard();
      }
    }
  }

  @Override
  public void pause(long frames) {}

  @Override
  public void lose(long frames, String message, long at) {
    worked(frames * channels);
  }

  @Override
  public void warn(AudioWarning.Kind kind, String message, long at) {}

  @Override
  public void worked(long samples) {
    sink.worked(samples);
  }

  /** Ends the listening. */
  private static final class Heard extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Heard() {
      super("A sound is heard", null, false, false);
    }
  }
}
