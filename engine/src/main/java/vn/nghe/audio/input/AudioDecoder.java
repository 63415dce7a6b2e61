// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.input;

import java.nio.file.Path;
import java.time.Duration;
import vn.nghe.audio.Audio;
import vn.nghe.audio.AudioException;
import vn.nghe.audio.SampleSink;
import vn.nghe.audio.io.ByteReader;
import vn.nghe.audio.io.PagedFile;
import vn.nghe.audio.pcm.SoundStream;

/** Decodes audio files of every supported format to one channel at 16 kHz. */
public final class AudioDecoder {
  private static final Duration LONGEST_IN_MEMORY =
      Duration.ofSeconds(Integer.MAX_VALUE / Audio.SAMPLE_RATE);

  private AudioDecoder() {}

  /**
   * Decodes a whole audio file; the format is recognised by content, not by name. Taken are the
   * containers that {@code Format} lists, with PCM, G.711, G.722, G.726, ADPCM, GSM, AMR, FLAC,
   * ALAC, MPEG audio, AAC-LC (of HE-AAC the core), Opus or Vorbis inside, as far as the container
   * can hold them; all of any sample rate and number of channels.
   *
   * @param file the file to read
   * @param longest the longest sound to accept, more than zero
   * @throws AudioException if it cannot be read, is not audio of a supported format, is damaged,
   *     holds no sound or lasts longer than {@code longest}
   */
  public static Audio decode(Path file, Duration longest) {
    try {
      return PagedFile.read(file, in -> decode(in, longest));
    } catch (AudioException e) {
      throw e.in(file);
    }
  }

  /**
   * Decodes the bytes of a whole audio file; the format is recognised by content.
   *
   * @param encoded the bytes of the file; not modified
   * @param longest the longest sound to accept, more than zero
   * @throws AudioException as {@link #decode(Path, Duration)} does
   */
  public static Audio decode(byte[] encoded, Duration longest) {
    return decode(ByteReader.of(encoded), longest);
  }

  private static Audio decode(ByteReader in, Duration longest) {
    // One array has to hold the sound in the end.
    Duration most = longest.compareTo(LONGEST_IN_MEMORY) < 0 ? longest : LONGEST_IN_MEMORY;
    return Audio.collect(sink -> stream(in, most, sink));
  }

  /**
   * Decodes a whole audio file as {@link #decode(Path, Duration)} does, without ever holding more
   * of it than a block.
   *
   * @param sink takes the sound, one channel at {@value Audio#SAMPLE_RATE} Hz, on the calling
   *     thread; what it throws ends the decoding
   * @return how many samples the sink took, at least 1
   * @throws AudioException as {@link #decode(Path, Duration)} does, when part of the sound may have
   *     reached the sink already
   */
  public static long stream(Path file, Duration longest, SampleSink sink) {
    try {
      return PagedFile.read(file, in -> stream(in, longest, sink));
    } catch (AudioException e) {
      throw e.in(file);
    }
  }

  /**
   * Decodes the bytes of a whole audio file as {@link #stream(Path, Duration, SampleSink)} does.
   */
  public static long stream(byte[] encoded, Duration longest, SampleSink sink) {
    return stream(ByteReader.of(encoded), longest, sink);
  }

  private static long stream(ByteReader in, Duration longest, SampleSink sink) {
    if (!longest.isPositive()) {
      throw new IllegalArgumentException("The longest sound to accept is " + longest);
    }
    SoundStream sound = new SoundStream(longest, sink);
    Format.of(in).decode(in, sound);
    long length = sound.finish();
    if (length == 0) {
      throw new AudioException(AudioException.Reason.EMPTY, "The input holds no sound");
    }
    return length;
  }
}
