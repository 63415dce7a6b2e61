// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.aiff;

import java.util.Optional;
import vn.nghe.audio.AudioException;
import vn.nghe.audio.AudioWarning;
import vn.nghe.audio.io.ByteReader;
import vn.nghe.audio.io.Extents;
import vn.nghe.audio.mp3.Mp3Decoder;
import vn.nghe.audio.packet.BlockDecoder;
import vn.nghe.audio.packet.Blocks;
import vn.nghe.audio.pcm.PcmBlocks;
import vn.nghe.audio.pcm.PcmLayout;
import vn.nghe.audio.pcm.PcmSink;

/**
 * Reads AIFF and AIFF-C (Apple, 1989 and 1991), uncompressed or with G.711, G.722, GSM, IMA ADPCM
 * or MPEG audio inside.
 *
 * <p>The size of the {@code SSND} chunk counts if it fits the input. Where a writer to a pipe could
 * not come back to fill it in, it is 0, or as large as the format allows (ffmpeg and sox write
 * such), and the sound goes on to the end. Else the input has lost its end, and what is there is
 * decoded.
 */
public final class AiffDecoder {
  /** Sox takes 127 times 2²⁴ frames for as many as anyone could want. */
  private static final long LEAST_PLACEHOLDER = 0x7F00_0000L;

  /** Where the sound begins among its bytes, and how its writer aligned it. */
  private static final int SOUND_HEADER = 8;

  private AiffDecoder() {}

  /**
   * Decodes a whole file.
   *
   * @param in stands at the first byte of a file that is known to be AIFF
   */
  public static void decode(ByteReader in, PcmSink sink) {
    boolean isCompressed = in.finds("AIFC", 8);
    in.skip(12, "the AIFF header");
    AiffFormat format = null;
    long sound = -1;
    long soundBytes = 0;
    while (in.remaining() >= 8 && (format == null || sound < 0)) {
      String chunk = in.fourCharacters();
      long size = in.bigUnsigned32();
      long here = in.position();
      long next = here + size + (size & 1);
      switch (chunk) {
        case "COMM" -> format = AiffFormat.read(in, size, isCompressed);
        case "SSND" -> {
          sound = here + SOUND_HEADER + offset(in);
          soundBytes = soundBytes(in, sink, size, here, sound);
          next = Math.min(next, in.length());
        }
        default -> {}
      }
      if (next > in.length()) {
        throw AudioException.malformed(
            "The AIFF chunk '" + chunk + "' claims " + size + " bytes and goes past the end", here);
      }
      in.seek(next);
    }
    if (format == null || sound < 0) {
      throw AudioException.malformed(
          "The AIFF file ends before its " + (format == null ? "COMM" : "SSND") + " chunk",
          in.length());
    }
    in.seek(sound);
    decode(in, sink, format, soundBytes);
  }

  private static void decode(ByteReader in, PcmSink sink, AiffFormat format, long soundBytes) {
    Optional<BlockDecoder> blocks = format.blockDecoder();
    if (blocks.isPresent()) {
      Blocks.decode(in, sink, blocks.get(), format.sampleRate(), format.channels(), soundBytes);
      return;
    }
    if (format.isMpeg()) {
      Extents frames = new Extents();
      frames.add(in.position(), soundBytes);
      Mp3Decoder.decode(frames.open(in), sink);
      return;
    }
    PcmLayout layout = format.layout();
    long announced = format.frames() * layout.bytesPerFrame();
    boolean isAnnounced = announced > 0 && announced < soundBytes;
    PcmBlocks.decode(in, sink, layout, isAnnounced ? announced : soundBytes);
  }

  private static long offset(ByteReader in) {
    long offset = in.bigUnsigned32();
    in.skip(4, "the AIFF SSND chunk");
    in.require(offset, "the AIFF SSND chunk");
    return offset;
  }

  private static long soundBytes(ByteReader in, PcmSink sink, long size, long here, long sound) {
    long left = in.length() - sound;
    long claimed = size - (sound - here);
    if (size == 0 || (claimed > left && size >= LEAST_PLACEHOLDER)) {
      return left;
    }
    if (claimed < 0) {
      throw AudioException.malformed("The AIFF SSND chunk claims " + size + " bytes", here);
    }
    if (claimed > left) {
      sink.warn(
          AudioWarning.Kind.TRUNCATED,
          "The AIFF SSND chunk claims "
              + size
              + " bytes, but "
              + (in.length() - here)
              + " follow: the end is missing",
          here);
    }
    return Math.min(claimed, left);
  }
}
