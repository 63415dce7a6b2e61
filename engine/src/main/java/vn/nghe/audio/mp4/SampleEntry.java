// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.mp4;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.nghe.audio.AudioException;
import vn.nghe.audio.aac.AacConfig;
import vn.nghe.audio.io.ByteReader;

/**
 * How the sound of a track is coded: the first entry of its {@code stsd} box (ISO/IEC 14496-12,
 * 12.2.3; for versions 1 and 2 the QuickTime File Format, sound sample descriptions).
 *
 * @param format four characters
 * @param box the entry
 * @param extensions index of the first byte of the boxes in it
 */
record SampleEntry(String format, Box box, long extensions) {
  private static final String MPEG_4_AUDIO = "mp4a";

  /** Bytes of what stands before the boxes; later versions of QuickTime have more. */
  private static final int FIELDS = 28;

  /** Other codecs that occur, which are refused by name. */
  private static final Map<String, String> OTHER_CODECS =
      Map.ofEntries(
          Map.entry("sawp", "AMR-WB+"),
          Map.entry("ac-3", "AC-3"),
          Map.entry("ec-3", "E-AC-3"),
          Map.entry("ac-4", "AC-4"),
          Map.entry("apac", "Apple Positional Audio (APAC)"),
          Map.entry("mha1", "MPEG-H audio"),
          Map.entry("mhm1", "MPEG-H audio"),
          Map.entry("enca", "encrypted sound"),
          Map.entry("drms", "sound under FairPlay copy protection"),
          Map.entry("drmi", "sound under FairPlay copy protection"),
          Map.entry("Qclp", "QCELP"),
          Map.entry("QDM2", "QDesign music"));

  /**
   * Reads the first entry.
   *
   * @param descriptions the {@code stsd} box
   */
  static SampleEntry read(ByteReader in, Box descriptions) {
    // Version and number of entries come first.
    Box box =
        descriptions
            .children(in, descriptions.body() + 8)
            .findFirst()
            .orElseThrow(
                () ->
                    AudioException.malformed(
                        "The MP4 track has no sample description", descriptions.start()));
    in.seek(box.body());
    in.skip(8, "an MP4 sample description");
    int version = in.bigUnsigned16();
    int fields =
        switch (version) {
          case 1 -> FIELDS + 16;
          case 2 -> FIELDS + 36;
          default -> FIELDS;
        };
    return new SampleEntry(box.type(), box, box.body() + fields);
  }

  /** Whether the engine decodes it. */
  boolean isSupported(ByteReader in) {
    return hasPackets()
        || RawTrack.isOne(in, this)
        || (format.equals(MPEG_4_AUDIO) && DecoderConfig.find(in, this).isAac());
  }

  /** Whether it is MPEG audio under the name of MPEG-4 audio. */
  boolean isMpeg(ByteReader in) {
    return format.equals(MPEG_4_AUDIO) && DecoderConfig.find(in, this).isMpeg();
  }

  /** Whether {@link PacketTrack} decodes it, rather than an AAC decoder. */
  boolean hasPackets() {
    return PacketTrack.CODECS.contains(format);
  }

  /** The first box among its extensions that has one of the types. */
  Optional<Box> child(ByteReader in, String... types) {
    List<String> sought = List.of(types);
    return box.children(in, extensions).filter(child -> sought.contains(child.type())).findFirst();
  }

  /**
   * What a decoder of AAC has to know.
   *
   * @throws AudioException if the sound is of another codec, which it names
   */
  AacConfig aac(ByteReader in) {
    if (format.equals(MPEG_4_AUDIO)) {
      return DecoderConfig.find(in, this).aac(in);
    }
    String codec = Optional.ofNullable(OTHER_CODECS.get(format)).orElse("'" + format + "'");
    throw unsupported(codec);
  }

  static AudioException unsupported(String codec) {
    return AudioException.unsupported(
        "MP4 with " + codec + " inside is not supported", "send AAC, Opus, MP3, WAV or FLAC");
  }
}
