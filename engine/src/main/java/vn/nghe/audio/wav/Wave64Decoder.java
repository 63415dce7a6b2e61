// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.wav;

import java.nio.ByteOrder;
import vn.nghe.audio.AudioException;
import vn.nghe.audio.AudioWarning;
import vn.nghe.audio.io.ByteReader;
import vn.nghe.audio.pcm.PcmSink;

/**
 * Reads Sony Wave64: WAV whose chunks have names of 16 bytes and sizes of 64 bits, which count the
 * name and the size themselves, and begin at multiples of 8 bytes.
 */
public final class Wave64Decoder {
  private static final int NAME = 16;
  private static final int CHUNK_HEADER = NAME + 8;

  private Wave64Decoder() {}

  /**
   * Decodes a whole file.
   *
   * @param in stands at the first byte of a file that is known to be Wave64
   */
  public static void decode(ByteReader in, PcmSink sink) {
    long begin = in.position();
    in.skip(CHUNK_HEADER + NAME, "the Wave64 header");
    WavFormat format = null;
    while (in.remaining() >= CHUNK_HEADER) {
      String chunk = in.fourCharacters();
      in.skip(NAME - 4, "the rest of the chunk's name, which is always the same");
      long size = in.little64() - CHUNK_HEADER;
      long here = in.position();
      if (chunk.equals("data")) {
        if (format == null) {
          throw AudioException.malformed("A Wave64 data chunk comes before fmt", here);
        }
        WavSound.decode(in, sink, format, soundBytes(in, sink, size));
        return;
      }
      if (size < 0 || size > in.remaining()) {
        throw AudioException.malformed(
            "The Wave64 chunk '" + chunk + "' claims " + size + " bytes and goes past the end",
            here);
      }
      if (chunk.equals("fmt ")) {
        format = WavFormat.read(in, size, ByteOrder.LITTLE_ENDIAN);
      }
      long next = here + size - begin;
      in.seek(Math.min(in.length(), begin + ((next + 7) & -8)));
    }
    throw AudioException.malformed("The Wave64 file ends before its data chunk", in.length());
  }

  /** How many bytes of sound follow; a writer to a pipe leaves 0 or less than none. */
  private static long soundBytes(ByteReader in, PcmSink sink, long claimed) {
    if (claimed <= 0) {
      return in.remaining();
    }
    if (claimed > in.remaining()) {
      sink.warn(
          AudioWarning.Kind.TRUNCATED,
          "The Wave64 data chunk claims "
              + claimed
              + " bytes, but "
              + in.remaining()
              + " follow: the end is missing",
          in.position());
    }
    return Math.min(claimed, in.remaining());
  }
}
