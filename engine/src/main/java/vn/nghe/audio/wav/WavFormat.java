// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.wav;

import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import vn.nghe.audio.AudioException;
import vn.nghe.audio.io.ByteReader;
import vn.nghe.audio.pcm.PcmEncoding;
import vn.nghe.audio.pcm.PcmLayout;

/**
 * What the {@code fmt } chunk of a WAV file says.
 *
 * @param encoding how a sample is written
 * @param channels samples per frame, at least 1
 * @param sampleRate frames per second
 */
record WavFormat(PcmEncoding encoding, int channels, long sampleRate) {
  private static final int PCM = 0x0001;
  private static final int IEEE_FLOAT = 0x0003;
  private static final int A_LAW = 0x0006;
  private static final int MU_LAW = 0x0007;
  private static final int EXTENSIBLE = 0xFFFE;

  /** What follows the codec number in a sub-format identifier (RFC 2361, section 4). */
  private static final String SUB_FORMAT_TAIL = "000000001000800000aa00389b71";

  /** Codecs that occur inside WAV files (RFC 2361, appendix A) and are refused by name. */
  private static final Map<Integer, String> OTHER_CODECS =
      Map.ofEntries(
          Map.entry(0x0002, "Microsoft ADPCM"),
          Map.entry(0x0010, "OKI ADPCM"),
          Map.entry(0x0011, "IMA ADPCM"),
          Map.entry(0x0022, "TrueSpeech"),
          Map.entry(0x0031, "GSM 6.10"),
          Map.entry(0x0040, "G.721 ADPCM"),
          Map.entry(0x0042, "G.723.1"),
          Map.entry(0x0045, "G.726 ADPCM"),
          Map.entry(0x0050, "MPEG layer I or II"),
          Map.entry(0x0055, "MP3"),
          Map.entry(0x0064, "G.726 ADPCM"),
          Map.entry(0x0083, "G.729"),
          Map.entry(0x00FF, "AAC"),
          Map.entry(0x0161, "Windows Media Audio"),
          Map.entry(0x0162, "Windows Media Audio Pro"),
          Map.entry(0x1610, "AAC"),
          Map.entry(0x2000, "AC-3"),
          Map.entry(0x674F, "Ogg Vorbis"),
          Map.entry(0x704F, "Opus"),
          Map.entry(0xA109, "Speex"),
          Map.entry(0xF1AC, "FLAC"));

  PcmLayout layout() {
    return new PcmLayout("WAV", encoding, ByteOrder.LITTLE_ENDIAN, channels, sampleRate);
  }

  /**
   * Reads the chunk.
   *
   * @param in stands after the chunk's header
   * @param size bytes in the chunk
   */
  static WavFormat read(ByteReader in, long size) {
    long start = in.position();
    if (size < 16) {
      throw AudioException.malformed(
          "The WAV fmt chunk has " + size + " bytes instead of at least 16", start);
    }
    in.require(size, "the WAV fmt chunk");
    int codec = in.littleUnsigned16();
    int channels = in.littleUnsigned16();
    long sampleRate = in.littleUnsigned32();
    in.skip(4, "the byte rate, which follows from the other fields");
    int bytesPerFrame = in.littleUnsigned16();
    int bits = in.littleUnsigned16();
    if (codec == EXTENSIBLE) {
      codec = readSubFormat(in, start, size);
    }
    if (OTHER_CODECS.containsKey(codec)) {
      throw unsupported("WAV with " + OTHER_CODECS.get(codec) + " inside");
    }
    if (channels == 0 || bytesPerFrame % channels != 0) {
      throw AudioException.malformed(
          "The WAV fmt chunk states " + bytesPerFrame + " bytes for " + channels + " channels",
          start);
    }
    int bytesPerSample = bytesPerFrame / channels;
    if (bits == 0 || bits > 8 * bytesPerSample) {
      throw AudioException.malformed(
          "The WAV fmt chunk states samples of " + bits + " bits in " + bytesPerSample + " bytes",
          start);
    }
    return new WavFormat(encoding(codec, bytesPerSample), channels, sampleRate);
  }

  private static int readSubFormat(ByteReader in, long start, long size) {
    if (size < 40) {
      throw AudioException.malformed(
          "The extensible WAV fmt chunk has " + size + " bytes instead of 40", start);
    }
    // Size of the extension, valid bits and loudspeaker positions. Samples with fewer valid bits
    // than they occupy are padded at the low end, so their full scale is that of the whole.
    in.skip(8, "the WAV format extension");
    int codec = in.littleUnsigned16();
    byte[] tail = new byte[14];
    in.read(tail, tail.length);
    String hex = HexFormat.of().formatHex(tail);
    if (!hex.equals(SUB_FORMAT_TAIL)) {
      throw unsupported(
          String.format(Locale.ROOT, "WAV with the sub-format identifier %04x…%s", codec, hex));
    }
    return codec;
  }

  /** The encoding that takes this many bytes; samples of fewer bits fill them from the top. */
  private static PcmEncoding encoding(int codec, int bytesPerSample) {
    return switch (codec) {
      case PCM ->
          switch (bytesPerSample) {
            case 1 -> PcmEncoding.UNSIGNED_8;
            case 2 -> PcmEncoding.SIGNED_16;
            case 3 -> PcmEncoding.SIGNED_24;
            case 4 -> PcmEncoding.SIGNED_32;
            default -> throw unsupported("WAV with " + bytesPerSample + " bytes per PCM sample");
          };
      case IEEE_FLOAT ->
          switch (bytesPerSample) {
            case 4 -> PcmEncoding.FLOAT_32;
            case 8 -> PcmEncoding.FLOAT_64;
            default -> throw unsupported("WAV with " + bytesPerSample + " bytes per float sample");
          };
      case A_LAW -> oneByte(PcmEncoding.A_LAW, bytesPerSample);
      case MU_LAW -> oneByte(PcmEncoding.MU_LAW, bytesPerSample);
      default -> throw unsupported(String.format(Locale.ROOT, "WAV with codec 0x%04X", codec));
    };
  }

  private static PcmEncoding oneByte(PcmEncoding encoding, int bytesPerSample) {
    if (bytesPerSample != 1) {
      throw unsupported("WAV with " + bytesPerSample + " bytes per G.711 sample");
    }
    return encoding;
  }

  private static AudioException unsupported(String what) {
    return AudioException.unsupported(what + " is not supported", "send PCM or float samples");
  }
}
