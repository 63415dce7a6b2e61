// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.caf;

import java.util.Optional;
import vn.nghe.audio.AudioException;
import vn.nghe.audio.AudioWarning;
import vn.nghe.audio.io.ByteReader;
import vn.nghe.audio.io.Extents;
import vn.nghe.audio.mp3.Mp3Decoder;
import vn.nghe.audio.packet.BlockDecoder;
import vn.nghe.audio.packet.Blocks;
import vn.nghe.audio.packet.ForgivingDecoder;
import vn.nghe.audio.packet.PacketDecoder;
import vn.nghe.audio.packet.PacketSink;
import vn.nghe.audio.pcm.PcmBlocks;
import vn.nghe.audio.pcm.PcmSink;

/**
 * Reads Apple's Core Audio Format. All chunks are looked at before the sound is decoded, because
 * the table of its packets often comes last.
 */
public final class CafDecoder {
  /** The last chunk of a recording that went on when its header was written. */
  private static final long TO_THE_END = -1;

  /** Where the sound begins in its chunk: a count of edits comes first. */
  private static final int EDITS = 4;

  /** Far more than any codec needs. */
  private static final long MOST_COOKIE = 1 << 16;

  private final ByteReader in;
  private Optional<CafFormat> format = Optional.empty();
  private byte[] cookie = {};
  private Optional<PacketTable> table = Optional.empty();
  private long sound = -1;
  private long soundBytes;

  private CafDecoder(ByteReader in) {
    this.in = in;
  }

  /**
   * Decodes a whole file.
   *
   * @param in stands at the first byte of a file that is known to be CAF
   */
  public static void decode(ByteReader in, PcmSink sink) {
    CafDecoder decoder = new CafDecoder(in);
    decoder.readChunks(sink);
    decoder.decode(sink);
  }

  private void readChunks(PcmSink sink) {
    in.skip(8, "the CAF header");
    while (in.remaining() >= 12) {
      String chunk = in.fourCharacters();
      long size = in.big64();
      long here = in.position();
      boolean isSound = chunk.equals("data") && format.isPresent();
      if (size == TO_THE_END && isSound) {
        size = in.remaining();
      }
      if (size < 0 || size > in.remaining()) {
        String fault =
            "The CAF chunk '"
                + chunk
                + "' claims "
                + size
                + " bytes, but "
                + in.remaining()
                + " follow: the end is missing";
        if (size < 0 || !isSound) {
          throw AudioException.malformed(fault, here);
        }
        sink.warn(AudioWarning.Kind.TRUNCATED, fault, here);
        size = in.remaining();
      }
      switch (chunk) {
        case "desc" -> format = Optional.of(CafFormat.read(in, size));
        case "kuki" -> {
          cookie = new byte[(int) Math.min(size, MOST_COOKIE)];
          in.read(cookie, cookie.length);
        }
        case "pakt" -> table = Optional.of(PacketTable.read(in, size));
        case "data" -> {
          if (format.isEmpty()) {
            throw AudioException.malformed("A CAF data chunk comes before desc", here);
          }
          sound = here + Math.min(EDITS, size);
          soundBytes = Math.max(0, size - EDITS);
        }
        default -> {}
      }
      in.seek(here + size);
    }
  }

  private void decode(PcmSink sink) {
    if (sound < 0) {
      throw AudioException.malformed("The CAF file ends before its data chunk", in.length());
    }
    in.seek(sound);
    CafFormat codec = format.orElseThrow();
    Optional<BlockDecoder> blocks = codec.blockDecoder();
    if (blocks.isPresent()) {
      Blocks.decode(in, sink, blocks.get(), codec.sampleRate(), codec.channels(), soundBytes);
    } else if (codec.isMpeg()) {
      Extents frames = new Extents();
      frames.add(sound, soundBytes);
      Mp3Decoder.decode(frames.open(in), sink);
    } else if (codec.hasPackets()) {
      PacketTable packets =
          table.orElseThrow(
              () ->
                  AudioException.malformed(
                      "The CAF file lacks its packet table, which is written when a recording"
                          + " ends: its end is missing",
                      in.length()));
      decodePackets(codec, packets, sink);
    } else {
      PcmBlocks.decode(in, sink, codec.layout(), soundBytes);
    }
  }

  private void decodePackets(CafFormat codec, PacketTable packets, PcmSink sink) {
    PacketSink trimmed = new PacketSink(packets.trimmed(sink));
    PacketDecoder decoder = new ForgivingDecoder(codec.packetDecoder(cookie, trimmed), trimmed);
    byte[] packet = new byte[PacketTable.MOST_BYTES];
    long end = sound + soundBytes;
    long next = sound;
    packets.rewind(in, codec);
    for (long i = 0; i < packets.count(); i++) {
      int size = packets.nextSize();
      if (size > end - next) {
        sink.warn(
            AudioWarning.Kind.TRUNCATED,
            "Packet " + (i + 1) + " of the CAF file goes past the sound: the end is missing",
            next);
        return;
      }
      if (size > 0) {
        in.seek(next);
        in.read(packet, size);
        decoder.decode(packet, size, next, decoder.frames(packet, size, next));
      }
      next += size;
    }
  }
}
