// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.input;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import vn.nghe.audio.Audio;
import vn.nghe.audio.AudioException;
import vn.nghe.audio.AudioWarning;
import vn.nghe.audio.flac.FlacSeal;
import vn.nghe.audio.io.ByteReader;
import vn.nghe.audio.ogg.OggBytes;
import vn.nghe.audio.pcm.PcmBlocks;
import vn.nghe.audio.pcm.PcmSink;
import vn.nghe.audio.pcm.SoundStream;

/**
 * What a fuzzer aims at: one format, its checks made right, so that the bytes behind them count.
 */
enum FuzzTarget {
  MP4(Format.MP4, FuzzTarget.ANY_FINITE, false, List.of(mark(4, "ftyp"))),
  MATROSKA(Format.MATROSKA, FuzzTarget.ANY_FINITE, true, List.of(mark(0, "\u001AE\u00DF\u00A3"))),
  OGG(Format.OGG, FuzzTarget.ANY_FINITE, true, List.of(mark(0, "OggS"))),
  ADTS(Format.ADTS, FuzzTarget.ANY_FINITE, false, List.of()),
  FLAC(Format.FLAC, FuzzTarget.SINC_GAIN, true, List.of(mark(0, "fLaC"))),
  MP3(Format.MP3, FuzzTarget.ANY_FINITE, false, List.of()),
  WAV(Format.WAV, FuzzTarget.ANY_FINITE, false, List.of(mark(0, "RIFF"), mark(8, "WAVE"))),
  AIFF(Format.AIFF, FuzzTarget.ANY_FINITE, false, List.of(mark(0, "FORM"), mark(8, "AIFF"))),
  AU(Format.AU, FuzzTarget.LOUDEST_PCM, false, List.of(mark(0, ".snd"))),
  CAF(Format.CAF, FuzzTarget.ANY_FINITE, false, List.of(mark(0, "caff"))),
  WAVE64(Format.WAVE64, FuzzTarget.ANY_FINITE, false, List.of(mark(0, "riff.\u0091\u00CF\u0011"))),
  SPHERE(Format.SPHERE, FuzzTarget.SINC_GAIN, false, List.of(mark(0, "NIST_1A\n"))),
  AMR(Format.AMR, FuzzTarget.SINC_GAIN, false, List.of(mark(0, "#!AMR"))),
  AVI(Format.AVI, FuzzTarget.ANY_FINITE, false, List.of(mark(0, "RIFF"), mark(8, "AVI "))),
  FLV(Format.FLV, FuzzTarget.ANY_FINITE, false, List.of(mark(0, "FLV\u0001"))),
  MPEG_TS(
      Format.MPEG_TS,
      FuzzTarget.ANY_FINITE,
      false,
      List.of(mark(0, "G"), mark(188, "G"), mark(376, "G"), mark(564, "G"))),
  LATM(Format.LATM, FuzzTarget.ANY_FINITE, false, List.of());

  /** Longer sound than any seed has; more of the same finds nothing new. */
  private static final Duration LONGEST = Duration.ofSeconds(20);

  /** Seconds of sound after which a fuzzer's time is better spent on the next input. */
  private static final double LONGEST_FUZZED = 0.5;

  /**
   * More than resampling can amplify. The absolute sum of a sinc filter of n lobes is at most a
   * Lebesgue constant, below 4 / π² · ln n + 1.3, and no filter here has 700 lobes.
   */
  private static final float SINC_GAIN = 4;

  /** {@link PcmBlocks} takes floats of up to this. */
  private static final float LOUDEST_PCM = SINC_GAIN * 0x1p31f;

  /** Codecs that transform promise no more than that a sample is a number. */
  private static final float ANY_FINITE = Float.MAX_VALUE;

  /** Bytes that make a file one of the format. */
  @SuppressWarnings("ArrayRecordComponent") // Nobody compares marks.
  private record Mark(int at, byte[] bytes) {}

  private final Format format;
  private final float loudest;
  private final boolean mayHoldFlac;

  @SuppressWarnings("ImmutableEnumChecker") // Nobody writes into the marks.
  private final List<Mark> marks;

  FuzzTarget(Format format, float loudest, boolean mayHoldFlac, List<Mark> marks) {
    this.format = format;
    this.loudest = loudest;
    this.mayHoldFlac = mayHoldFlac;
    this.marks = marks;
  }

  /** Whether a file is of the format. */
  boolean takes(byte[] file) {
    try {
      return Format.of(ByteReader.of(file)) == format;
    } catch (AudioException e) {
      return false;
    }
  }

  /**
   * Decodes bytes as users do, after making them a file of the format with right checks.
   *
   * @return whether that gave sound
   * @throws AssertionError if it gave what is no sound, or any fault but {@link AudioException}
   */
  boolean attempt(byte[] bytes) {
    return attempt(
        repaired(bytes),
        file -> {
          Audio audio = AudioDecoder.decode(file, LONGEST);
          float[] samples = new float[audio.length()];
          audio.copyTo(0, samples, 0, samples.length);
          requireSound(samples, samples.length, loudest);
        });
  }

  /**
   * The same without what comes after the decoder, which is the same for all formats and takes ten
   * times as long as a decoder on a short input.
   */
  boolean attemptDecoder(byte[] bytes) {
    return attempt(
        repaired(bytes),
        file -> {
          ByteReader in = ByteReader.of(file);
          Format.of(in).decode(in, new Ear(), OptionalInt.empty());
        });
  }

  private static boolean attempt(byte[] file, Consumer<byte[]> decoder) {
    try {
      decoder.accept(file);
      return true;
    } catch (AudioException e) {
      if (e.getMessage().isBlank()) {
        throw new AssertionError("A fault without words", e);
      }
      return false;
    }
  }

  private static void requireSound(float[] samples, int count, float loudest) {
    for (int i = 0; i < count; i++) {
      // Written so that a NaN fails too.
      if (!(Math.abs(samples[i]) <= loudest)) {
        throw new AssertionError("A sample is " + samples[i]);
      }
    }
  }

  /** Takes what {@link SoundStream} takes, looks at it and forgets it. */
  private final class Ear implements PcmSink {
    private long rate;
    private int channels;
    private long length;

    @Override
    public void start(long sampleRate, int channels) {
      SoundStream.requireTaken(sampleRate, channels);
      this.rate = sampleRate;
      this.channels = channels;
    }

    @Override
    public void accept(float[] interleaved, int frames) {
      requireSound(interleaved, frames * channels, loudest);
      hear(frames);
    }

    @Override
    public void pause(long frames) {
      hear(frames);
    }

    @Override
    public void lose(long frames, String message, long at) {
      hear(frames);
    }

    @Override
    public void warn(AudioWarning.Kind kind, String message, long at) {}

    private void hear(long frames) {
      length += frames;
      if (length > LONGEST_FUZZED * rate) {
        throw new AudioException(AudioException.Reason.TOO_LONG, "Enough is heard");
      }
    }
  }

  private byte[] repaired(byte[] bytes) {
    byte[] file = bytes.clone();
    if (!takes(file)) {
      for (Mark mark : marks) {
        if (mark.at + mark.bytes.length <= file.length) {
          System.arraycopy(mark.bytes, 0, file, mark.at, mark.bytes.length);
        }
      }
    }
    if (mayHoldFlac) {
      FlacSeal.seal(file);
    }
    if (this == OGG) {
      OggBytes.sealAll(file);
    }
    return file;
  }

  private static Mark mark(int at, String characters) {
    return new Mark(at, characters.getBytes(StandardCharsets.ISO_8859_1));
  }
}
