// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.input;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import vn.nghe.audio.Audio;
import vn.nghe.audio.AudioException;
import vn.nghe.audio.AudioOptions;
import vn.nghe.audio.AudioReport;
import vn.nghe.audio.AudioWarning;
import vn.nghe.audio.SampleSink;
import vn.nghe.audio.io.ByteReader;
import vn.nghe.audio.io.PagedFile;
import vn.nghe.audio.io.Work;
import vn.nghe.audio.io.WorkMeter;
import vn.nghe.audio.pcm.SoundStream;

/**
 * Decodes audio files of every supported format to one channel at 16 kHz.
 *
 * <p>The format is recognised by content, not by name. Taken are the containers that {@code Format}
 * lists, with PCM, G.711, G.722, G.726, ADPCM, GSM, AMR, FLAC, ALAC, MPEG audio, AAC-LC (of HE-AAC
 * the core), Opus or Vorbis inside, as far as the container can hold them; all of any sample rate
 * and number of channels.
 *
 * <p>Of a recording that is cut short or damaged, what is there is decoded: silence stands for what
 * is lost in between, so that times stay right, and the warnings tell what was done. {@link
 * AudioOptions#strict} has such recordings refused instead.
 */
public final class AudioDecoder {
  private static final Duration LONGEST_IN_MEMORY =
      Duration.ofSeconds(Integer.MAX_VALUE / Audio.SAMPLE_RATE);

  private AudioDecoder() {}

  /**
   * Decodes a whole audio file.
   *
   * @param file the file to read
   * @return the sound, at least one sample, with its warnings
   * @throws AudioException if it cannot be read, is not audio of a supported format, holds no sound
   *     that can be decoded, lasts longer than the options allow, takes more work than its size and
   *     length account for, or is damaged and the options are strict
   * @throws java.util.concurrent.CancellationException if the thread is interrupted, which it then
   *     stays
   */
  public static Audio decode(Path file, AudioOptions options) {
    return read(file, in -> decode(in, options));
  }

  /** Decodes a whole audio file of up to {@code longest}, strict in nothing. */
  public static Audio decode(Path file, Duration longest) {
    return decode(file, AudioOptions.upTo(longest));
  }

  /**
   * Decodes the bytes of a whole audio file.
   *
   * @param encoded the bytes of the file; not modified
   * @return the sound, at least one sample, with its warnings
   * @throws AudioException as {@link #decode(Path, AudioOptions)} does
   */
  public static Audio decode(byte[] encoded, AudioOptions options) {
    return decode(ByteReader.of(encoded), options);
  }

  /** Decodes the bytes of a whole audio file of up to {@code longest}. */
  public static Audio decode(byte[] encoded, Duration longest) {
    return decode(encoded, AudioOptions.upTo(longest));
  }

  private static Audio decode(ByteReader in, AudioOptions options) {
    // One array has to hold the sound in the end.
    Duration most =
        options.longest().compareTo(LONGEST_IN_MEMORY) < 0 ? options.longest() : LONGEST_IN_MEMORY;
    List<AudioWarning> warnings = new ArrayList<>();
    Audio audio =
        Audio.collect(
            sink -> warnings.addAll(stream(in, options.withLongest(most), sink).warnings()));
    return audio.withWarnings(warnings);
  }

  /**
   * Decodes a whole audio file as {@link #decode(Path, AudioOptions)} does, without ever holding
   * more of it than a block.
   *
   * @param sink takes the sound, one channel at {@value Audio#SAMPLE_RATE} Hz, on the calling
   *     thread, and hears every few milliseconds that it goes on; what it throws ends the decoding
   * @return how many samples the sink took, at least 1, and the warnings
   * @throws AudioException as {@link #decode(Path, AudioOptions)} does, when part of the sound may
   *     have reached the sink already
   */
  public static AudioReport stream(Path file, AudioOptions options, SampleSink sink) {
    return read(file, in -> stream(in, options, sink));
  }

  /**
   * Decodes the bytes of a whole audio file as {@link #stream(Path, AudioOptions, SampleSink)}
   * does.
   */
  public static AudioReport stream(byte[] encoded, AudioOptions options, SampleSink sink) {
    return stream(ByteReader.of(encoded), options, sink);
  }

  private static AudioReport stream(ByteReader in, AudioOptions options, SampleSink sink) {
    Work work = new WorkMeter(in.length(), sink::working);
    WorkMeter.requireNoInterrupt();
    in.count(work);
    SoundStream sound = new SoundStream(options.longest(), options.strict(), work, sink);
    Format.of(in).decode(in, sound, options.track());
    AudioReport report = sound.finish();
    if (report.samples() == 0) {
      throw new AudioException(AudioException.Reason.EMPTY, "The input holds no sound");
    }
    return report;
  }

  private static <T> T read(Path file, Function<ByteReader, T> reader) {
    try {
      return PagedFile.read(file, reader);
    } catch (AudioException e) {
      throw e.in(file);
    }
  }
}
