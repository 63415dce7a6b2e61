// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.mp4;

import vn.nghe.audio.AudioException;
import vn.nghe.audio.aac.AacBits;
import vn.nghe.audio.aac.AacConfig;
import vn.nghe.audio.io.ByteReader;

/**
 * What the {@code esds} box of an MPEG-4 audio track says (ISO/IEC 14496-1, 7.2.6.5 and 14496-14,
 * 6.7.2).
 *
 * @param objectType number of the codec
 * @param start index of the first byte of what the decoder has to know
 * @param length bytes of it
 */
public record DecoderConfig(int objectType, long start, int length) {
  private static final int ELEMENTARY_STREAM = 3;
  private static final int DECODER_CONFIG = 4;
  private static final int DECODER_SPECIFIC = 5;

  private static final int MPEG_4_AUDIO = 0x40;
  private static final int MPEG_2_AAC_LC = 0x67;
  private static final int MPEG_2_AUDIO = 0x69;
  private static final int MPEG_1_AUDIO = 0x6B;

  /** Finds it in the sample entry itself, or inside {@code wave} where QuickTime puts it. */
  static DecoderConfig find(ByteReader in, SampleEntry entry) {
    Box holder =
        entry
            .child(in, "esds", "wave")
            .orElseThrow(
                () ->
                    AudioException.malformed(
                        "The MP4 sample description has no 'esds' inside", entry.box().start()));
    return read(in, holder.type().equals("wave") ? holder.require(in, "esds") : holder);
  }

  /**
   * What a decoder of AAC has to know, by the descriptor that an {@code esds} box has inside.
   *
   * @param descriptor an elementary stream descriptor, or just what the decoder has to know
   * @param at where it lies in the input, for faults
   */
  public static AacConfig ofDescriptor(byte[] descriptor, long at) {
    if (descriptor.length == 0 || descriptor[0] != ELEMENTARY_STREAM) {
      return AacConfig.read(new AacBits(descriptor, descriptor.length, at));
    }
    ByteReader in = ByteReader.ofPacket(descriptor, descriptor.length, at);
    return read(in, at + descriptor.length).aac(in);
  }

  boolean isMpeg() {
    return objectType == MPEG_1_AUDIO || objectType == MPEG_2_AUDIO;
  }

  boolean isAac() {
    return objectType == MPEG_4_AUDIO || objectType == MPEG_2_AAC_LC;
  }

  /**
   * What a decoder of AAC has to know.
   *
   * @throws AudioException if the sound is of another codec, which it names
   */
  AacConfig aac(ByteReader in) {
    if (!isAac()) {
      throw SampleEntry.unsupported(
          switch (objectType) {
            case 0x66 -> "AAC Main";
            case 0x68 -> "AAC SSR";
            case 0xA5 -> "AC-3";
            case 0xA6 -> "E-AC-3";
            case 0xA9, 0xAC -> "DTS";
            case 0xAD -> "Opus";
            case 0xDD -> "Vorbis";
            case 0xE1 -> "QCELP";
            default -> "the codec of type " + objectType;
          });
    }
    byte[] bytes = new byte[length];
    in.seek(start);
    in.read(bytes, length);
    return AacConfig.read(new AacBits(bytes, length, start));
  }

  private static DecoderConfig read(ByteReader in, Box esds) {
    in.seek(esds.body());
    in.skip(4, "an MP4 esds box");
    return read(in, esds.end());
  }

  private static DecoderConfig read(ByteReader in, long end) {
    enter(in, ELEMENTARY_STREAM);
    in.skip(2, "an MP4 esds box");
    int flags = in.unsigned8();
    in.skip((flags & 0x80) == 0 ? 0 : 2, "an MP4 esds box");
    in.skip((flags & 0x40) == 0 ? 0 : in.unsigned8(), "an MP4 esds box");
    in.skip((flags & 0x20) == 0 ? 0 : 2, "an MP4 esds box");
    enter(in, DECODER_CONFIG);
    int objectType = in.unsigned8();
    // Kind of stream, size of its buffer, highest and mean bit rate.
    in.skip(1 + 3 + 4 + 4, "an MP4 esds box");
    boolean isAac = new DecoderConfig(objectType, 0, 0).isAac();
    int length = isAac ? enter(in, DECODER_SPECIFIC) : 0;
    if (length > end - in.position()) {
      throw AudioException.malformed(
          "The MP4 decoder configuration claims " + length + " bytes", in.position());
    }
    return new DecoderConfig(objectType, in.position(), length);
  }

  /** Moves into a descriptor that has to come next. Returns its size. */
  private static int enter(ByteReader in, int tag) {
    int found = in.unsigned8();
    if (found != tag) {
      throw AudioException.malformed(
          "An MP4 esds box has a descriptor " + found + " instead of " + tag, in.position() - 1);
    }
    int size = 0;
    int bits;
    int digits = 0;
    do {
      bits = in.unsigned8();
      size = (size << 7) | (bits & 0x7F);
      digits++;
    } while (bits > 0x7F && digits < 4);
    return size;
  }
}
