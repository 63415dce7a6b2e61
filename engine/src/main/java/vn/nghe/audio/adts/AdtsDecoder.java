// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.adts;

import vn.nghe.audio.AudioException;
import vn.nghe.audio.aac.AacBits;
import vn.nghe.audio.aac.AacConfig;
import vn.nghe.audio.aac.AacStream;
import vn.nghe.audio.io.ByteReader;
import vn.nghe.audio.io.Tags;
import vn.nghe.audio.pcm.PcmSink;

/** Decodes AAC-LC as a bare stream of frames (ADTS). */
public final class AdtsDecoder {
  private AdtsDecoder() {}

  /**
   * Decodes a whole file.
   *
   * @param in stands at the first frame, or near it
   */
  public static void decode(ByteReader in, PcmSink sink) {
    long begin = in.position();
    long end = Tags.soundEnd(in);
    AdtsFrames survey = new AdtsFrames(in, end);
    while (survey.advance()) {
      requireSupported(survey.header());
    }
    in.seek(begin);
    AdtsFrames frames = new AdtsFrames(in, end);
    if (!frames.advance()) {
      throw AudioException.malformed("The AAC stream has no whole frame", begin);
    }
    byte[] bytes = new byte[AdtsHeader.MOST_FRAME_BYTES];
    AacStream stream = new AacStream(AacConfig.ofRateIndex(frames.header().rateIndex()), sink);
    do {
      AdtsHeader header = frames.header();
      int length = header.frameBytes() - header.bytes();
      long start = frames.start() + header.bytes();
      in.seek(start);
      in.read(bytes, length);
      AacBits bits = new AacBits(bytes, length, start);
      for (int i = 0; i < header.blocks(); i++) {
        stream.accept(bits);
      }
    } while (frames.advance());
    stream.finish();
  }

  private static void requireSupported(AdtsHeader header) {
    AacConfig.requireLowComplexity(header.profile() + 1);
    if (header.hasCheck() && header.blocks() > 1) {
      // Checks stand between its blocks.
      throw AudioException.unsupported(
          "AAC with several checked blocks in a frame is not supported", "send AAC in MP4");
    }
  }
}
