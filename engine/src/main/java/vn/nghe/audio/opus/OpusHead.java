// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.opus;

import java.util.Arrays;
import vn.nghe.audio.AudioException;
import vn.nghe.audio.io.ByteReader;

/**
 * What a container says of an Opus stream (RFC 7845, section 5.1).
 *
 * @param channels channels to decode to, 1 to 8
 * @param preSkip samples of each channel to cut off the start, at 48 kHz, 0 to 65535
 * @param gain decibels in 256ths to make the sound louder by, -32768 to 32767
 * @param streams Opus streams in each packet, at least 1
 * @param coupled how many of them, the first ones, are stereo
 * @param mapping for each channel, the decoded channel it comes from; 255 for silence
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares headers.
public record OpusHead(
    int channels, int preSkip, int gain, int streams, int coupled, short[] mapping) {
  /** First bytes of the header as Ogg and Matroska have it. */
  public static final String MARK = "OpusHead";

  private static final int BYTES = 19;
  private static final int MOST_CHANNELS = 8;
  private static final int SILENT = 255;

  /** Mono or stereo in one stream, as channel mapping family 0 has it. */
  public static OpusHead simple(int channels, int preSkip, int gain) {
    return new OpusHead(channels, preSkip, gain, 1, channels - 1, inOrder(channels));
  }

  /** Whether there is one stream whose channels are those to decode to. */
  boolean isSimple() {
    return streams == 1 && coupled == channels - 1 && Arrays.equals(mapping, inOrder(channels));
  }

  private static short[] inOrder(int channels) {
    return channels == 1 ? new short[] {0} : new short[] {0, 1};
  }

  /**
   * Reads the header as Ogg and Matroska have it.
   *
   * @param packet the header, from the front
   * @param length its bytes
   * @param at where it lies in the input, for faults
   */
  public static OpusHead read(byte[] packet, int length, long at) {
    ByteReader in = ByteReader.of(Arrays.copyOf(packet, length));
    if (length < BYTES || !in.finds(MARK, 0)) {
      throw AudioException.malformed("The Opus header is not one", at);
    }
    in.skip(MARK.length(), "the Opus header");
    int version = in.unsigned8();
    requireVersion(version >> 4 == 0, version, "1");
    int channels = in.unsigned8();
    int preSkip = in.littleUnsigned16();
    in.skip(4, "the rate before encoding, which does not matter: Opus always has 48 kHz");
    int gain = (short) in.littleUnsigned16();
    return withFamily(in, channels, preSkip, gain, at);
  }

  /**
   * Reads the header as MP4 has it: the same fields without the mark, the highest byte first
   * (Encapsulation of Opus in ISO Base Media File Format, 4.3.2).
   *
   * @param box the body of a {@code dOps} box
   * @param at where it lies in the input, for faults
   */
  public static OpusHead readBox(byte[] box, long at) {
    ByteReader in = ByteReader.of(box);
    if (box.length < BYTES - MARK.length()) {
      throw AudioException.malformed("The Opus header is not one", at);
    }
    int version = in.unsigned8();
    requireVersion(version == 0, version, "0");
    int channels = in.unsigned8();
    int preSkip = in.bigUnsigned16();
    in.skip(4, "the rate before encoding, which does not matter: Opus always has 48 kHz");
    int gain = (short) in.bigUnsigned16();
    return withFamily(in, channels, preSkip, gain, at);
  }

  /** The same stream, of which nothing is cut off the start. */
  public OpusHead withoutPreSkip() {
    return new OpusHead(channels, 0, gain, streams, coupled, mapping);
  }

  private static void requireVersion(boolean isKnown, int version, String known) {
    if (!isKnown) {
      throw AudioException.unsupported(
          "Opus with a header of version " + version + " is not supported",
          "send version " + known);
    }
  }

  private static OpusHead withFamily(ByteReader in, int channels, int preSkip, int gain, long at) {
    int family = in.unsigned8();
    int most = family == 0 ? 2 : MOST_CHANNELS;
    if (family > 1) {
      throw AudioException.unsupported(
          "Opus with channel mapping family " + family + " is not supported",
          "send mono, stereo or surround sound of up to 8 channels");
    }
    if (channels < 1 || channels > most) {
      throw AudioException.malformed(
          "The Opus header has " + channels + " channels in mapping family " + family, at);
    }
    return family == 0
        ? simple(channels, preSkip, gain)
        : withMapping(in, channels, preSkip, gain, at);
  }

  private static OpusHead withMapping(ByteReader in, int channels, int preSkip, int gain, long at) {
    if (in.remaining() < 2 + channels) {
      throw AudioException.malformed("The Opus header ends inside its channel mapping", at);
    }
    int streams = in.unsigned8();
    int coupled = in.unsigned8();
    int decoded = streams + coupled;
    if (streams < 1 || coupled > streams || decoded > MOST_CHANNELS) {
      throw AudioException.malformed(
          "The Opus header has " + streams + " streams, of which " + coupled + " are stereo", at);
    }
    short[] mapping = new short[channels];
    for (int channel = 0; channel < channels; channel++) {
      mapping[channel] = (short) in.unsigned8();
      if (mapping[channel] >= decoded && mapping[channel] != SILENT) {
        throw AudioException.malformed(
            "An Opus channel is mapped to " + mapping[channel] + " of " + decoded, at);
      }
    }
    return new OpusHead(channels, preSkip, gain, streams, coupled, mapping);
  }
}
