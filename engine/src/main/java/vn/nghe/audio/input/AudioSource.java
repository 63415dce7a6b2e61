// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.input;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Objects;
import vn.nghe.audio.Audio;
import vn.nghe.audio.AudioException;
import vn.nghe.audio.AudioOptions;
import vn.nghe.audio.AudioReport;
import vn.nghe.audio.SampleSink;

/** Where the sound of a recording comes from: an encoded file, or samples. */
public sealed interface AudioSource {
  /**
   * An audio file; its format is recognised by content, not by name. It is read block by block, in
   * memory that does not depend on its length.
   */
  static AudioSource of(Path file) {
    return of(file, AudioOptions.DEFAULT);
  }

  /** The same, decoded with other options. */
  static AudioSource of(Path file, AudioOptions options) {
    return new EncodedFile(file, options);
  }

  /**
   * The bytes of an audio file.
   *
   * @param encoded not copied; must not change while it is transcribed
   */
  static AudioSource of(byte[] encoded) {
    return of(encoded, AudioOptions.DEFAULT);
  }

  /** The same, decoded with other options. */
  static AudioSource of(byte[] encoded, AudioOptions options) {
    return new EncodedBytes(encoded, options);
  }

  /**
   * An audio file that is read from a stream, to its end; some formats have their index there, so
   * all bytes are held in memory meanwhile.
   *
   * @param encoded read once, when it is transcribed, and left open; so the source is used up then
   */
  static AudioSource of(InputStream encoded) {
    return of(encoded, AudioOptions.DEFAULT);
  }

  /** The same, decoded with other options. */
  static AudioSource of(InputStream encoded, AudioOptions options) {
    return new EncodedStream(encoded, options);
  }

  /** Samples of one channel at {@value Audio#SAMPLE_RATE} Hz. */
  static AudioSource of(Audio samples) {
    return new Samples(samples);
  }

  /**
   * Sends all the sound to a sink, on the calling thread.
   *
   * @param sink takes one channel at {@value Audio#SAMPLE_RATE} Hz; what it throws ends the call
   * @return how many samples the sink took, and what was wrong with the recording
   * @throws AudioException if the source cannot be read or decoded, or lasts longer than the
   *     options allow; part of the sound may have reached the sink
   */
  AudioReport stream(SampleSink sink);

  /** See {@link #of(Path)}. */
  record EncodedFile(Path file, AudioOptions options) implements AudioSource {
    public EncodedFile {
      Objects.requireNonNull(file, "file");
      Objects.requireNonNull(options, "options");
    }

    @Override
    public AudioReport stream(SampleSink sink) {
      return AudioDecoder.stream(file, options, sink);
    }
  }

  /** See {@link #of(byte[])}. */
  @SuppressWarnings("ArrayRecordComponent") // Shared, not copied; never compared.
  record EncodedBytes(byte[] encoded, AudioOptions options) implements AudioSource {
    public EncodedBytes {
      Objects.requireNonNull(encoded, "encoded");
      Objects.requireNonNull(options, "options");
    }

    @Override
    public AudioReport stream(SampleSink sink) {
      return AudioDecoder.stream(encoded, options, sink);
    }
  }

  /** See {@link #of(InputStream)}. */
  record EncodedStream(InputStream encoded, AudioOptions options) implements AudioSource {
    public EncodedStream {
      Objects.requireNonNull(encoded, "encoded");
      Objects.requireNonNull(options, "options");
    }

    @Override
    public AudioReport stream(SampleSink sink) {
      byte[] bytes;
      try {
        bytes = encoded.readAllBytes();
      } catch (IOException e) {
        throw new AudioException(
            AudioException.Reason.UNREADABLE, "The stream cannot be read: " + e.getMessage(), e);
      }
      return AudioDecoder.stream(bytes, options, sink);
    }
  }

  /** See {@link #of(Audio)}. */
  record Samples(Audio samples) implements AudioSource {
    public Samples {
      Objects.requireNonNull(samples, "samples");
    }

    @Override
    public AudioReport stream(SampleSink sink) {
      return new AudioReport(samples.stream(sink), samples.warnings());
    }
  }
}
