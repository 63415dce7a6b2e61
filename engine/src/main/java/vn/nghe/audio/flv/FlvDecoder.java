// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.flv;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.util.Arrays;
import java.util.Optional;
import vn.nghe.audio.AudioException;
import vn.nghe.audio.AudioWarning;
import vn.nghe.audio.aac.AacBits;
import vn.nghe.audio.aac.AacConfig;
import vn.nghe.audio.aac.AacPackets;
import vn.nghe.audio.io.ByteReader;
import vn.nghe.audio.mp3.Mp3Packets;
import vn.nghe.audio.packet.ForgivingDecoder;
import vn.nghe.audio.packet.PacketDecoder;
import vn.nghe.audio.packet.PacketSink;
import vn.nghe.audio.packet.PcmPackets;
import vn.nghe.audio.pcm.PcmEncoding;
import vn.nghe.audio.pcm.PcmLayout;
import vn.nghe.audio.pcm.PcmSink;

/**
 * Decodes the sound of Flash Video (Adobe Flash Video File Format 10.1, annex E): tags follow one
 * another, of which those of type 8 hold sound.
 */
public final class FlvDecoder {
  private static final int SIZE_BYTES = 4;
  private static final int TAG_HEADER = 11;
  private static final int SOUND = 8;
  private static final int AAC = 10;
  private static final int[] RATES = {5512, 11_025, 22_050, 44_100};

  private final ByteReader in;
  private final PacketSink sink;
  private Optional<PacketDecoder> decoder = Optional.empty();

  private FlvDecoder(ByteReader in, PcmSink sink) {
    this.in = in;
    this.sink = new PacketSink(sink);
  }

  /**
   * Decodes a whole file.
   *
   * @param in stands at the first byte of a file that is known to be Flash Video
   */
  public static void decode(ByteReader in, PcmSink sink) {
    new FlvDecoder(in, sink).decode();
  }

  private void decode() {
    in.skip(5, "the FLV header");
    long header = in.bigUnsigned32();
    in.seek(Math.clamp(header, in.position(), in.length()));
    byte[] packet = new byte[0];
    boolean hasSound = false;
    while (in.remaining() > SIZE_BYTES) {
      if (in.remaining() < SIZE_BYTES + TAG_HEADER) {
        sink.warn(
            AudioWarning.Kind.TRUNCATED,
            "The FLV file ends inside the header of a tag: its end is missing",
            in.length());
        break;
      }
      in.skip(SIZE_BYTES, "the size of the tag before");
      int type = in.unsigned8() & 31;
      int size = in.bigUnsigned24();
      in.skip(7, "an FLV tag");
      long next = in.position() + size;
      if (next > in.length()) {
        sink.warn(
            AudioWarning.Kind.TRUNCATED,
            "An FLV tag claims "
                + size
                + " bytes, but "
                + in.remaining()
                + " follow: the end is missing",
            in.position());
        break;
      }
      if (type == SOUND && size > 1) {
        hasSound = true;
        if (packet.length < size) {
          packet = new byte[size];
        }
        long at = in.position();
        in.read(packet, size);
        decodeTag(packet, size, at);
      }
      in.seek(next);
    }
    if (!hasSound) {
      throw new AudioException(AudioException.Reason.EMPTY, "The FLV file has no sound");
    }
  }

  private void decodeTag(byte[] tag, int size, long at) {
    int format = (tag[0] & 0xFF) >> 4;
    int header = 1;
    if (format == AAC) {
      header = 2;
      boolean isConfig = tag[1] == 0;
      byte[] body = Arrays.copyOfRange(tag, header, size);
      if (isConfig) {
        // Some writers send an empty one first.
        if (decoder.isEmpty() && body.length > 0) {
          AacConfig config = AacConfig.read(new AacBits(body, body.length, at + header));
          decoder = forgiving(new AacPackets(config, 0, sink));
        }
        return;
      }
    } else if (decoder.isEmpty()) {
      decoder = forgiving(open(format, tag[0], at));
    }
    if (decoder.isEmpty() || size == header) {
      return;
    }
    byte[] body = Arrays.copyOfRange(tag, header, size);
    PacketDecoder codec = decoder.get();
    codec.decode(body, body.length, at + header, codec.frames(body, body.length, at + header));
  }

  private Optional<PacketDecoder> forgiving(PacketDecoder codec) {
    return Optional.of(new ForgivingDecoder(codec, sink));
  }

  private PacketDecoder open(int format, int flags, long at) {
    int rate = RATES[(flags >> 2) & 3];
    int channels = (flags & 1) + 1;
    boolean isWide = (flags & 2) != 0;
    return switch (format) {
      case 2, 14 -> new Mp3Packets(0, sink);
      case 0, 3 -> pcm(isWide ? PcmEncoding.SIGNED_16 : PcmEncoding.UNSIGNED_8, rate, channels);
      // The field has no number for the rate of telephony.
      case 7 -> pcm(PcmEncoding.A_LAW, 8000, channels);
      case 8 -> pcm(PcmEncoding.MU_LAW, 8000, channels);
      case 1 -> throw unsupported("Shockwave ADPCM");
      case 4, 5, 6 -> throw unsupported("Nellymoser");
      case 11 -> throw unsupported("Speex");
      default -> throw AudioException.malformed("FLV has no sound of format " + format, at);
    };
  }

  private PacketDecoder pcm(PcmEncoding encoding, int rate, int channels) {
    return new PcmPackets(new PcmLayout("FLV", encoding, LITTLE_ENDIAN, channels, rate), sink);
  }

  private static AudioException unsupported(String codec) {
    return AudioException.unsupported(
        "FLV with " + codec + " inside is not supported", "send AAC or MP3 in it");
  }
}
