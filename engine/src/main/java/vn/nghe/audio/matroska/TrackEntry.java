// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.matroska;

import java.util.Arrays;
import java.util.Map;
import vn.nghe.audio.AudioException;
import vn.nghe.audio.flac.FlacPackets;
import vn.nghe.audio.io.ByteReader;
import vn.nghe.audio.opus.OpusDecoder;
import vn.nghe.audio.opus.OpusHead;
import vn.nghe.audio.packet.PacketDecoder;
import vn.nghe.audio.packet.PacketSink;
import vn.nghe.audio.vorbis.VorbisDecoder;

/**
 * What a Matroska file says of one track (RFC 9559, section 5.1.4.1).
 *
 * @param number by which blocks name the track
 * @param type 1 for video, 2 for audio
 * @param codec name of the codec
 * @param setup what the codec has to know
 * @param encoding how its blocks are changed once more: empty, or in words
 * @param at where the track is described in the input
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares entries.
record TrackEntry(long number, long type, String codec, byte[] setup, String encoding, long at) {
  private static final int TRACK_NUMBER = 0xD7;
  private static final int TRACK_TYPE = 0x83;
  private static final int CODEC_ID = 0x86;
  private static final int CODEC_PRIVATE = 0x63A2;
  private static final int CONTENT_ENCODINGS = 0x6D80;
  private static final int CONTENT_ENCODING = 0x6240;
  private static final int CONTENT_ENCRYPTION = 0x5035;

  private static final int AUDIO = 2;
  private static final int LONGEST_NAME = 64;
  private static final String FLAC_MARK = "fLaC";

  /** How a codec's set-up becomes its decoder. */
  @FunctionalInterface
  private interface Start {
    PacketDecoder decoder(byte[] setup, long at, PacketSink sink);
  }

  private static final Map<String, Start> CODECS =
      Map.of(
          "A_OPUS", TrackEntry::opus, "A_VORBIS", TrackEntry::vorbis, "A_FLAC", TrackEntry::flac);

  /**
   * Reads the description of a track.
   *
   * @param entry the element that holds it
   */
  static TrackEntry read(ByteReader in, Ebml entry) {
    long number = 0;
    long type = 0;
    String codec = "";
    byte[] setup = {};
    String encoding = "";
    in.seek(entry.start());
    while (in.position() < entry.end()) {
      Ebml child = Ebml.next(in, entry.end());
      switch (child.id()) {
        case TRACK_NUMBER -> number = child.unsigned(in);
        case TRACK_TYPE -> type = child.unsigned(in);
        case CODEC_ID -> codec = child.text(in, LONGEST_NAME);
        case CODEC_PRIVATE -> setup = child.data(in, PacketDecoder.MOST_BYTES);
        case CONTENT_ENCODINGS -> encoding = readEncoding(in, child);
        default -> {}
      }
      child.skip(in);
    }
    return new TrackEntry(number, type, codec, setup, encoding, entry.start());
  }

  boolean isAudio() {
    return type == AUDIO;
  }

  boolean isSupported() {
    return encoding.isEmpty() && CODECS.containsKey(codec);
  }

  /** Whether this track can be decoded and the other, which stands before it, cannot. */
  boolean isBetterThan(TrackEntry other) {
    return isSupported() && !other.isSupported();
  }

  /**
   * What decodes the track's packets.
   *
   * @param sink is told that a stream begins
   * @throws AudioException if the track is not supported
   */
  PacketDecoder decoder(PacketSink sink) {
    if (!isSupported()) {
      throw AudioException.unsupported(
          "Matroska with " + encoding + codec + " inside is not supported",
          "send Opus, Vorbis or FLAC in it");
    }
    return CODECS.get(codec).decoder(setup, at, sink);
  }

  private static String readEncoding(ByteReader in, Ebml encodings) {
    String found = "";
    encodings.requireKnownEnd();
    in.seek(encodings.start());
    while (in.position() < encodings.end()) {
      Ebml child = Ebml.next(in, encodings.end());
      // Walks into each encoding, whose parts pass by in one row.
      if (child.id() == CONTENT_ENCODING) {
        found = found.isEmpty() ? "compressed " : found;
        continue;
      }
      found = child.id() == CONTENT_ENCRYPTION ? "encrypted " : found;
      child.skip(in);
    }
    return found;
  }

  private static PacketDecoder opus(byte[] setup, long at, PacketSink sink) {
    return new OpusDecoder(OpusHead.read(setup, setup.length, at), sink);
  }

  /** Three headers after their number less one and the sizes of the first two. */
  private static PacketDecoder vorbis(byte[] setup, long at, PacketSink sink) {
    ByteReader in = ByteReader.ofPacket(setup, setup.length, at);
    int count = in.unsigned8() + 1;
    int first = readXiph(in);
    int second = readXiph(in);
    int start = (int) (in.position() - at);
    if (count != 3 || (long) start + first + second > setup.length) {
      throw AudioException.malformed("The Vorbis headers of a Matroska track are damaged", at);
    }
    return VorbisDecoder.of(
        Arrays.copyOfRange(setup, start, start + first),
        Arrays.copyOfRange(setup, start + first + second, setup.length),
        at + start + first + second,
        sink);
  }

  private static PacketDecoder flac(byte[] setup, long at, PacketSink sink) {
    if (!ByteReader.of(setup).finds(FLAC_MARK, 0)) {
      throw AudioException.malformed("The FLAC header of a Matroska track is not one", at);
    }
    int start = FLAC_MARK.length();
    return FlacPackets.of(Arrays.copyOfRange(setup, start, setup.length), at + start, sink);
  }

  private static int readXiph(ByteReader in) {
    int size = 0;
    int part;
    do {
      part = in.unsigned8();
      size += part;
    } while (part == 255);
    return size;
  }
}
