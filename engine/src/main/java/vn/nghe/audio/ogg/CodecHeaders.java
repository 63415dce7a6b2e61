// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.ogg;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import vn.nghe.audio.flac.FlacPackets;
import vn.nghe.audio.io.ByteReader;
import vn.nghe.audio.opus.OpusDecoder;
import vn.nghe.audio.opus.OpusHead;
import vn.nghe.audio.packet.PacketDecoder;
import vn.nghe.audio.packet.PacketSink;
import vn.nghe.audio.vorbis.Identification;
import vn.nghe.audio.vorbis.VorbisDecoder;

/** The packets before the sound of one logical Ogg stream, by codec. */
abstract sealed class CodecHeaders {
  /** First characters of a stream's first packet, for codecs that are refused by name. */
  private static final Map<String, String> OTHER_CODECS =
      Map.ofEntries(
          Map.entry("Speex   ", "Speex"),
          Map.entry("CELT    ", "CELT"),
          Map.entry("PCM     ", "PCM"),
          Map.entry("\u0080theora", "Theora video"),
          Map.entry("OVP80", "VP8 video"),
          Map.entry("BBCD", "Dirac video"),
          Map.entry("\u0001video", "OGM video"),
          Map.entry("\u0001audio", "OGM audio"),
          Map.entry("\u0001text", "OGM subtitles"),
          Map.entry("\u0080kate", "Kate subtitles"),
          Map.entry("fishead", "a skeleton"));

  /**
   * Takes the next header.
   *
   * @param packet the packet, from the front
   * @param length its bytes, at least 1; where that is {@link PacketDecoder#MOST_BYTES}, there may
   *     have been more
   * @param at where it lies in the input, for faults
   * @param sink takes the sound
   * @return the decoder of the packets that follow, once this was the last header
   */
  abstract Optional<PacketDecoder> accept(byte[] packet, int length, long at, PacketSink sink);

  /** What takes the headers of the stream that a page begins, if its codec is supported. */
  static Optional<CodecHeaders> beginningAt(Pages page) {
    if (begins(page, OpusHead.MARK)) {
      return Optional.of(new Opus());
    }
    if (begins(page, Identification.MARK)) {
      return Optional.of(new Vorbis());
    }
    if (begins(page, Flac.MARK)) {
      return Optional.of(new Flac());
    }
    return Optional.empty();
  }

  /** What the stream that a page begins is called. */
  static String nameOf(Pages page) {
    return OTHER_CODECS.entrySet().stream()
        .filter(codec -> begins(page, codec.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("an unknown codec");
  }

  private static boolean begins(Pages page, String mark) {
    int body = page.body();
    return page.segments() > 0
        && page.segmentBytes(0) >= mark.length()
        && ByteReader.of(Arrays.copyOfRange(page.bytes(), body, body + mark.length()))
            .finds(mark, 0);
  }

  /** A header and a comment (RFC 7845, section 5). */
  private static final class Opus extends CodecHeaders {
    private Optional<OpusHead> head = Optional.empty();

    @Override
    Optional<PacketDecoder> accept(byte[] packet, int length, long at, PacketSink sink) {
      if (head.isEmpty()) {
        head = Optional.of(OpusHead.read(packet, length, at));
        return Optional.empty();
      }
      return Optional.of(new OpusDecoder(head.get(), sink));
    }
  }

  /** An identification, a comment and the set-up (Vorbis I, section 4.2). */
  private static final class Vorbis extends CodecHeaders {
    private static final int SETUP = 5;
    private byte[] identification = {};

    @Override
    Optional<PacketDecoder> accept(byte[] packet, int length, long at, PacketSink sink) {
      if (identification.length == 0) {
        identification = Arrays.copyOf(packet, length);
        return Optional.empty();
      }
      return packet[0] == SETUP
          ? Optional.of(VorbisDecoder.of(identification, Arrays.copyOf(packet, length), at, sink))
          : Optional.empty();
    }
  }

  /**
   * STREAMINFO, and metadata blocks up to one that says it is the last (RFC 9639, section 10.1).
   */
  private static final class Flac extends CodecHeaders {
    static final String MARK = "\u007FFLAC";

    /** The mark, the version of the mapping, the number of headers and FLAC's own mark. */
    private static final int BEFORE_STREAMINFO = 13;

    private static final int LAST = 0x80;
    private byte[] streamInfo = {};

    @Override
    Optional<PacketDecoder> accept(byte[] packet, int length, long at, PacketSink sink) {
      boolean first = streamInfo.length == 0;
      if (first) {
        streamInfo =
            Arrays.copyOfRange(packet, BEFORE_STREAMINFO, Math.max(BEFORE_STREAMINFO + 1, length));
      }
      int header = first ? streamInfo[0] : packet[0];
      return (header & LAST) == 0
          ? Optional.empty()
          : Optional.of(FlacPackets.of(streamInfo, at, sink));
    }
  }
}
