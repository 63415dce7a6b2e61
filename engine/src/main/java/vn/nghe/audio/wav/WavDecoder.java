// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.wav;

import java.nio.ByteOrder;
import vn.nghe.audio.AudioException;
import vn.nghe.audio.AudioWarning;
import vn.nghe.audio.io.ByteReader;
import vn.nghe.audio.pcm.PcmSink;

/**
 * Reads WAV: RIFF, its 64-bit kin RF64 (EBU Tech 3306) and BW64 (ITU-R BS.2088), and RIFX, which
 * has the highest byte of a number first; with sound as {@link WavCodecs} lists it.
 *
 * <p>The size of the data chunk is often wrong, and what a wrong one means is decided so:
 *
 * <ul>
 *   <li>It fits the input: it holds.
 *   <li>It is a placeholder: a writer to a pipe could not come back to fill it in, and the sound
 *       goes on to the end of the input. Placeholders are numbers within 64 KiB of 2³¹ or below 2³²
 *       (sox, arecord and ffmpeg write such, some less the header's size), their 64-bit like, and 0
 *       unless the size of the whole RIFF is right, for then the writer did come back and there is
 *       no sound.
 *   <li>It exceeds the input by no more than the header in front of it, where that is shorter than
 *       1 KiB: the writer counted the header in. The sound is all there.
 *   <li>It exceeds the input by more: the input has lost its end. What is there is decoded.
 * </ul>
 */
public final class WavDecoder {
  private static final long UNSET_32 = 0xFFFF_FFFFL;
  private static final long PLACEHOLDER_WINDOW = 1 << 16;
  private static final long LONGEST_COUNTED_HEADER = 1 << 10;

  private final ByteReader in;
  private final PcmSink sink;

  private WavDecoder(ByteReader in, PcmSink sink) {
    this.in = in;
    this.sink = sink;
  }

  /**
   * Decodes a whole file.
   *
   * @param in stands at the first byte of a file that is known to be WAV
   */
  public static void decode(ByteReader in, PcmSink sink) {
    new WavDecoder(in, sink).decode();
  }

  private void decode() {
    ByteOrder order = in.finds("RIFX", 0) ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    RiffFields fields = new RiffFields(in, order);
    in.skip(4, "the WAV header");
    long riffSize = fields.unsigned32();
    in.skip(4, "the WAV header");
    long wideDataSize = UNSET_32;
    WavFormat format = null;
    while (in.remaining() >= 8) {
      String chunk = in.fourCharacters();
      long size = fields.unsigned32();
      long here = in.position();
      long next = here + size + (size & 1);
      switch (chunk) {
        case "ds64" -> {
          in.require(24, "the ds64 chunk");
          riffSize = in.little64();
          wideDataSize = in.little64();
        }
        case "fmt " -> format = WavFormat.read(in, size, order);
        case "data" -> {
          if (format == null) {
            throw AudioException.malformed("A WAV data chunk comes before fmt", in.position());
          }
          long claimed = size == UNSET_32 ? wideDataSize : size;
          WavSound.decode(in, sink, format, soundBytes(claimed, riffSize));
          return;
        }
        default -> {}
      }
      if (next > in.length()) {
        throw AudioException.malformed(
            "The WAV chunk '" + chunk + "' claims " + size + " bytes and goes past the end", here);
      }
      in.seek(next);
    }
    throw AudioException.malformed("The WAV file ends before its data chunk", in.length());
  }

  /** How many bytes of sound follow, by the rule above. */
  private long soundBytes(long claimed, long riffSize) {
    long here = in.remaining();
    boolean headerIsComplete = riffSize + 8 == in.length();
    if (claimed == 0 ? headerIsComplete : Long.compareUnsigned(claimed, here) <= 0) {
      return claimed;
    }
    long header = Math.min(in.position(), LONGEST_COUNTED_HEADER);
    if (isPlaceholder(claimed) || Long.compareUnsigned(claimed - here, header) <= 0) {
      return here;
    }
    sink.warn(
        AudioWarning.Kind.TRUNCATED,
        "The WAV data chunk claims "
            + Long.toUnsignedString(claimed)
            + " bytes, but "
            + here
            + " follow: the end is missing",
        in.position());
    return here;
  }

  private static boolean isPlaceholder(long size) {
    long half = 1L << 31;
    return size == 0
        || (size >= half - PLACEHOLDER_WINDOW && size <= half + PLACEHOLDER_WINDOW)
        || (size >= 2 * half - PLACEHOLDER_WINDOW && size < 2 * half)
        || size == Long.MAX_VALUE
        || size == -1;
  }
}
