// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.matroska;

import static java.nio.ByteOrder.BIG_ENDIAN;
import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Map;
import vn.nghe.audio.AudioException;
import vn.nghe.audio.aac.AacBits;
import vn.nghe.audio.aac.AacConfig;
import vn.nghe.audio.aac.AacPackets;
import vn.nghe.audio.alac.AlacConfig;
import vn.nghe.audio.alac.AlacPackets;
import vn.nghe.audio.flac.FlacPackets;
import vn.nghe.audio.io.ByteReader;
import vn.nghe.audio.mp3.Mp3Packets;
import vn.nghe.audio.opus.OpusDecoder;
import vn.nghe.audio.opus.OpusHead;
import vn.nghe.audio.packet.PacketDecoder;
import vn.nghe.audio.packet.PacketSink;
import vn.nghe.audio.packet.PcmPackets;
import vn.nghe.audio.pcm.PcmEncoding;
import vn.nghe.audio.pcm.PcmLayout;
import vn.nghe.audio.vorbis.VorbisDecoder;
import vn.nghe.audio.wav.WavFormat;
import vn.nghe.audio.wav.WavSound;

/** The codecs of Matroska by their names (Matroska codec specifications, audio). */
final class TrackCodecs {
  private static final String FLAC_MARK = "fLaC";

  /** How a track becomes its decoder. */
  @FunctionalInterface
  private interface Start {
    PacketDecoder decoder(TrackEntry entry, PacketSink sink);
  }

  private static final Map<String, Start> CODECS =
      Map.ofEntries(
          Map.entry("A_OPUS", TrackCodecs::opus),
          Map.entry("A_VORBIS", TrackCodecs::vorbis),
          Map.entry("A_FLAC", TrackCodecs::flac),
          Map.entry("A_AAC", TrackCodecs::aac),
          Map.entry("A_AAC/MPEG2/LC", TrackCodecs::aacByRate),
          Map.entry("A_AAC/MPEG4/LC", TrackCodecs::aacByRate),
          Map.entry("A_AAC/MPEG4/LC/SBR", TrackCodecs::aacByRate),
          Map.entry("A_MPEG/L1", TrackCodecs::mpeg),
          Map.entry("A_MPEG/L2", TrackCodecs::mpeg),
          Map.entry("A_MPEG/L3", TrackCodecs::mpeg),
          Map.entry("A_ALAC", TrackCodecs::alac),
          Map.entry("A_PCM/INT/LIT", (entry, sink) -> integers(entry, sink, LITTLE_ENDIAN)),
          Map.entry("A_PCM/INT/BIG", (entry, sink) -> integers(entry, sink, BIG_ENDIAN)),
          Map.entry("A_PCM/FLOAT/IEEE", TrackCodecs::floats),
          Map.entry("A_MS/ACM", TrackCodecs::windows));

  /** Those that are refused by name. */
  private static final Map<String, String> OTHER_CODECS =
      Map.of(
          "A_AC3", "AC-3",
          "A_EAC3", "E-AC-3",
          "A_DTS", "DTS",
          "A_TRUEHD", "TrueHD",
          "A_TTA1", "True Audio",
          "A_WAVPACK4", "WavPack",
          "A_QUICKTIME/SAMR", "AMR");

  private TrackCodecs() {}

  static boolean knows(String codec) {
    return CODECS.containsKey(codec);
  }

  /** A codec's name in words, where it has one. */
  static String name(String codec) {
    return OTHER_CODECS.getOrDefault(codec, codec);
  }

  /** Begins to decode a track of a codec that is known. */
  static PacketDecoder open(TrackEntry entry, PacketSink sink) {
    return CODECS.get(entry.codec()).decoder(entry, sink);
  }

  private static PacketDecoder opus(TrackEntry entry, PacketSink sink) {
    return new OpusDecoder(OpusHead.read(entry.setup(), entry.setup().length, entry.at()), sink);
  }

  /** Three headers after their number less one and the sizes of the first two. */
  private static PacketDecoder vorbis(TrackEntry entry, PacketSink sink) {
    byte[] setup = entry.setup();
    long at = entry.at();
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

  private static PacketDecoder flac(TrackEntry entry, PacketSink sink) {
    byte[] setup = entry.setup();
    if (!ByteReader.of(setup).finds(FLAC_MARK, 0)) {
      throw AudioException.malformed("The FLAC header of a Matroska track is not one", entry.at());
    }
    int start = FLAC_MARK.length();
    return FlacPackets.of(Arrays.copyOfRange(setup, start, setup.length), entry.at() + start, sink);
  }

  private static PacketDecoder aac(TrackEntry entry, PacketSink sink) {
    AacBits bits = new AacBits(entry.setup(), entry.setup().length, entry.at());
    return new AacPackets(AacConfig.read(bits), entry.delaySamples(), sink);
  }

  /** Before there was a set-up, the name and the rate told all. */
  private static PacketDecoder aacByRate(TrackEntry entry, PacketSink sink) {
    if (entry.setup().length > 0) {
      return aac(entry, sink);
    }
    return new AacPackets(AacConfig.ofRate(entry.audio().sampleRate()), entry.delaySamples(), sink);
  }

  private static PacketDecoder mpeg(TrackEntry entry, PacketSink sink) {
    return new Mp3Packets(entry.delaySamples(), sink);
  }

  private static PacketDecoder alac(TrackEntry entry, PacketSink sink) {
    return new AlacPackets(AlacConfig.read(entry.setup(), entry.at()), sink);
  }

  private static PacketDecoder integers(TrackEntry entry, PacketSink sink, ByteOrder order) {
    PcmEncoding encoding =
        switch ((int) entry.audio().bits()) {
          case 8 -> PcmEncoding.UNSIGNED_8;
          case 16 -> PcmEncoding.SIGNED_16;
          case 24 -> PcmEncoding.SIGNED_24;
          case 32 -> PcmEncoding.SIGNED_32;
          default -> throw unsupportedBits(entry);
        };
    return new PcmPackets(layout(entry, encoding, order), sink);
  }

  private static PacketDecoder floats(TrackEntry entry, PacketSink sink) {
    PcmEncoding encoding =
        switch ((int) entry.audio().bits()) {
          case 32 -> PcmEncoding.FLOAT_32;
          case 64 -> PcmEncoding.FLOAT_64;
          default -> throw unsupportedBits(entry);
        };
    return new PcmPackets(layout(entry, encoding, LITTLE_ENDIAN), sink);
  }

  private static PcmLayout layout(TrackEntry entry, PcmEncoding encoding, ByteOrder order) {
    int channels = PcmLayout.requireChannels("Matroska", entry.audio().channels(), entry.at());
    return new PcmLayout("Matroska", encoding, order, channels, entry.audio().sampleRate());
  }

  private static AudioException unsupportedBits(TrackEntry entry) {
    return AudioException.unsupported(
        "Matroska with samples of " + entry.audio().bits() + " bits inside is not supported",
        "send samples of 16 bits");
  }

  private static PacketDecoder windows(TrackEntry entry, PacketSink sink) {
    ByteReader in = ByteReader.ofPacket(entry.setup(), entry.setup().length, entry.at());
    return WavSound.packets(WavFormat.read(in, in.remaining()), sink);
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
