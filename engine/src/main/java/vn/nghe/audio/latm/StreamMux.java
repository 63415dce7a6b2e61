// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.latm;

import vn.nghe.audio.AudioException;
import vn.nghe.audio.aac.AacBits;
import vn.nghe.audio.aac.AacConfig;

/**
 * How frames are multiplexed (ISO/IEC 14496-3, {@code StreamMuxConfig}, table 1.42): here one
 * program of one layer, as broadcasts have it.
 *
 * @param config what the decoder has to know
 * @param frames of sound in each LOAS frame
 */
record StreamMux(AacConfig config, int frames) {

  static StreamMux read(AacBits in) {
    boolean isVersion1 = in.flag();
    if (isVersion1 && in.flag()) {
      throw unsupported("a future version");
    }
    if (isVersion1) {
      readValue(in);
    }
    if (!in.flag()) {
      throw unsupported("streams of different timing");
    }
    int frames = in.unsigned(6) + 1;
    if (in.unsigned(4) != 0 || in.unsigned(3) != 0) {
      throw unsupported("several programs or layers");
    }
    AacConfig config;
    if (isVersion1) {
      long length = readValue(in);
      long before = in.position();
      config = AacConfig.read(in);
      in.skip(Math.max(0, length - (in.position() - before)));
    } else {
      config = AacConfig.read(in);
      // That a core coder comes first, and that something of later versions follows.
      in.skip(in.flag() ? 14 : 0);
      in.skip(1);
    }
    if (in.unsigned(3) != 0) {
      throw unsupported("frames of fixed length");
    }
    in.skip(8);
    if (in.flag()) {
      skipOtherData(in, isVersion1);
    }
    if (in.flag()) {
      in.skip(8);
    }
    return new StreamMux(config, frames);
  }

  /** Reads a frame, which begins at any bit. */
  byte[] payload(AacBits in) {
    int length = 0;
    int part;
    do {
      part = in.unsigned(8);
      length += part;
    } while (part == 255);
    if (8L * length > in.remaining()) {
      throw in.malformed("A LATM frame claims " + length + " bytes");
    }
    byte[] payload = new byte[length];
    for (int i = 0; i < length; i++) {
      payload[i] = (byte) in.unsigned(8);
    }
    return payload;
  }

  private static void skipOtherData(AacBits in, boolean isVersion1) {
    if (isVersion1) {
      readValue(in);
      return;
    }
    boolean goesOn;
    do {
      goesOn = in.flag();
      in.skip(8);
    } while (goesOn);
  }

  /** A number of one to four bytes ({@code LatmGetValue}). */
  private static long readValue(AacBits in) {
    int bytes = in.unsigned(2) + 1;
    long value = 0;
    for (int i = 0; i < bytes; i++) {
      value = (value << 8) | in.unsigned(8);
    }
    return value;
  }

  private static AudioException unsupported(String what) {
    return AudioException.unsupported("LATM with " + what + " is not supported", "send AAC in MP4");
  }
}
