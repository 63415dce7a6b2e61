// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.wav;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import vn.nghe.audio.AudioException;
import vn.nghe.audio.adpcm.ImaAdpcm;
import vn.nghe.audio.adpcm.MicrosoftAdpcm;
import vn.nghe.audio.g722.G722Decoder;
import vn.nghe.audio.g726.G726Decoder;
import vn.nghe.audio.gsm.GsmDecoder;
import vn.nghe.audio.packet.BlockDecoder;
import vn.nghe.audio.pcm.PcmEncoding;

/** The codecs of WAV by their numbers (RFC 2361, appendix A). */
final class WavCodecs {
  static final int MPEG = 0x0050;
  static final int MP3 = 0x0055;

  /** A frame by itself tells nothing of its length, so only containers with packets can have it. */
  static final int AAC = 0x00FF;

  private static final int PCM = 0x0001;
  private static final int MICROSOFT_ADPCM = 0x0002;
  private static final int IEEE_FLOAT = 0x0003;
  private static final int A_LAW = 0x0006;
  private static final int MU_LAW = 0x0007;
  private static final int IMA_ADPCM = 0x0011;
  private static final int GSM = 0x0031;
  private static final int G721 = 0x0040;
  private static final int G726 = 0x0045;
  private static final int G726_OF_ANOTHER_MAKER = 0x0064;
  private static final int G722_OF_ANOTHER_MAKER = 0x0065;
  private static final int G722 = 0x028F;

  /** Those that are refused by name. */
  private static final Map<Integer, String> OTHER_CODECS =
      Map.ofEntries(
          Map.entry(0x0010, "OKI ADPCM"),
          Map.entry(0x0014, "G.723 ADPCM"),
          Map.entry(0x0017, "Dialogic OKI ADPCM"),
          Map.entry(0x0022, "TrueSpeech"),
          Map.entry(0x0042, "G.723.1"),
          Map.entry(0x0057, "AMR-NB"),
          Map.entry(0x0058, "AMR-WB"),
          Map.entry(0x0069, "Xbox ADPCM"),
          Map.entry(0x0083, "G.729"),
          Map.entry(0x0092, "AC-3 over S/PDIF"),
          Map.entry(AAC, "AAC without packets"),
          Map.entry(0x0111, "G.723.1"),
          Map.entry(0x0130, "Sipro ACELP"),
          Map.entry(0x0160, "Windows Media Audio 1"),
          Map.entry(0x0161, "Windows Media Audio"),
          Map.entry(0x0162, "Windows Media Audio Pro"),
          Map.entry(0x0163, "Windows Media Audio Lossless"),
          Map.entry(0x0270, "ATRAC3"),
          Map.entry(0x0401, "Indeo audio"),
          Map.entry(0x1600, "AAC (ADTS)"),
          Map.entry(0x1602, "AAC (LATM)"),
          Map.entry(0x1610, "AAC"),
          Map.entry(0x2000, "AC-3"),
          Map.entry(0x2001, "DTS"),
          Map.entry(0x566F, "Vorbis"),
          Map.entry(0x674F, "Ogg Vorbis"),
          Map.entry(0x704F, "Opus"),
          Map.entry(0xA109, "Speex"),
          Map.entry(0xF1AC, "FLAC"));

  /** Bytes in front of each channel's differences. */
  private static final int MICROSOFT_HEADER = 7;

  private static final int IMA_HEADER = 4;

  private WavCodecs() {}

  /** What decodes blocks of sound of this kind, if that is how it is coded. */
  static Optional<BlockDecoder> blockDecoder(WavFormat format) {
    return Optional.ofNullable(
        switch (format.codec()) {
          case MICROSOFT_ADPCM -> {
            requireBlocks(format, MICROSOFT_HEADER);
            yield new MicrosoftAdpcm(format.channels(), format.blockBytes(), weights(format));
          }
          case IMA_ADPCM -> {
            requireBlocks(format, IMA_HEADER);
            if (format.bits() != 4) {
              throw unsupported("IMA ADPCM of " + format.bits() + " bits");
            }
            yield new ImaAdpcm(format.channels(), format.blockBytes());
          }
          case GSM -> {
            format.requireMono("GSM 6.10");
            yield new GsmDecoder(GsmDecoder.Packing.WAV49);
          }
          case G721 -> g726(format, 4);
          case G726, G726_OF_ANOTHER_MAKER -> g726(format, format.bits());
          case G722, G722_OF_ANOTHER_MAKER -> {
            format.requireMono("G.722");
            yield new G722Decoder();
          }
          default -> null;
        });
  }

  /** Samples per second that come out: of G.722 some writers state those of the telephone line. */
  static long sampleRate(WavFormat format) {
    boolean isG722 = format.codec() == G722 || format.codec() == G722_OF_ANOTHER_MAKER;
    return isG722 && format.sampleRate() == G722Decoder.SAMPLE_RATE / 2
        ? G722Decoder.SAMPLE_RATE
        : format.sampleRate();
  }

  /** How uncompressed samples are written; those of fewer bits fill their bytes from the top. */
  static PcmEncoding encoding(WavFormat format) {
    return switch (format.codec()) {
      case PCM ->
          switch (format.bytesPerSample()) {
            case 1 -> PcmEncoding.UNSIGNED_8;
            case 2 -> PcmEncoding.SIGNED_16;
            case 3 -> PcmEncoding.SIGNED_24;
            case 4 -> PcmEncoding.SIGNED_32;
            default -> throw unsupported(format.bytesPerSample() + " bytes per PCM sample");
          };
      case IEEE_FLOAT ->
          switch (format.bytesPerSample()) {
            case 4 -> PcmEncoding.FLOAT_32;
            case 8 -> PcmEncoding.FLOAT_64;
            default -> throw unsupported(format.bytesPerSample() + " bytes per float sample");
          };
      // Each sample is a byte, whatever telephone exchanges put into the other fields.
      case A_LAW -> PcmEncoding.A_LAW;
      case MU_LAW -> PcmEncoding.MU_LAW;
      default ->
          throw unsupported(
              OTHER_CODECS.getOrDefault(
                  format.codec(), String.format(Locale.ROOT, "codec 0x%04X", format.codec())));
    };
  }

  static AudioException unsupported(String what) {
    return AudioException.unsupported(
        "WAV with " + what + " inside is not supported", "send PCM or float samples");
  }

  private static BlockDecoder g726(WavFormat format, int bits) {
    format.requireMono("G.726");
    if (bits < 2 || bits > 5) {
      throw AudioException.malformed(
          "The WAV fmt chunk states G.726 with " + bits + " bits per sample", format.at());
    }
    return new G726Decoder(bits, G726Decoder.Order.HIGHEST_FIRST);
  }

  /** The pairs of weights that a description of Microsoft ADPCM lists after their number. */
  private static int[] weights(WavFormat format) {
    byte[] extra = format.extra();
    int count = extra.length < 4 ? 0 : Math.min(extra[2] & 0xFF, (extra.length - 4) / 4);
    int[] weights = new int[2 * count];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (extra[5 + 2 * i] << 8) | (extra[4 + 2 * i] & 0xFF);
    }
    return weights;
  }

  private static void requireBlocks(WavFormat format, int header) {
    if (format.blockBytes() < header * format.channels()) {
      throw AudioException.malformed(
          "The WAV fmt chunk states blocks of " + format.blockBytes() + " bytes", format.at());
    }
  }
}
