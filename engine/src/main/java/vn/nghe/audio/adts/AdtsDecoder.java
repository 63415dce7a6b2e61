// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.adts;

import vn.nghe.audio.AudioException;
import vn.nghe.audio.AudioWarning;
import vn.nghe.audio.aac.AacBits;
import vn.nghe.audio.aac.AacConfig;
import vn.nghe.audio.aac.AacStream;
import vn.nghe.audio.io.ByteReader;
import vn.nghe.audio.io.FrameWalk;
import vn.nghe.audio.pcm.PcmSink;

/** Decodes AAC-LC as a bare stream of frames (ADTS). */
public final class AdtsDecoder {
  /**
   * Up to so many bytes between frames are taken for frames that were damaged, and silence goes in
   * their place; more are taken for something that was put in, and so are bytes that are all the
   * same, because damage seldom ends where frames do. 128 kbit/s at 44.1 kHz makes 371 bytes a
   * frame.
   */
  private static final int LONGEST_DAMAGE = 4096;

  private final ByteReader in;
  private final PcmSink sink;
  private final FrameWalk<AdtsHeader> frames;
  private final byte[] bytes = new byte[AdtsHeader.MOST_FRAME_BYTES];
  private long frameBytes;
  private long blocks;

  private AdtsDecoder(ByteReader in, PcmSink sink) {
    this.in = in;
    this.sink = sink;
    this.frames = walk(in);
  }

  /** Whether a stream begins at the cursor or near it; the cursor stays. */
  public static boolean beginsNear(ByteReader in) {
    return FrameWalk.beginsNear(in, AdtsHeader::at, AdtsHeader.NONE);
  }

  /**
   * Decodes a whole file.
   *
   * @param in stands at the first frame, or near it
   */
  public static void decode(ByteReader in, PcmSink sink) {
    long begin = in.position();
    FrameWalk<AdtsHeader> survey = walk(in);
    while (survey.advance()) {
      requireSupported(survey.header());
    }
    in.seek(begin);
    new AdtsDecoder(in, sink).decode(begin);
  }

  private static FrameWalk<AdtsHeader> walk(ByteReader in) {
    return new FrameWalk<>(in, AdtsHeader::at, AdtsHeader.NONE);
  }

  private void decode(long begin) {
    boolean more = frames.advance();
    if (!more) {
      throw AudioException.malformed("The AAC stream has no whole frame", begin);
    }
    while (more) {
      AacStream stream = new AacStream(AacConfig.ofRateIndex(frames.header().rateIndex()), sink);
      do {
        reportSkipped(stream);
        decodeFrame(stream);
        more = frames.advance();
      } while (more && !frames.changes());
      stream.finish();
    }
    if (frames.skipped() > 0 && !frames.endsInside()) {
      sink.warn(
          AudioWarning.Kind.SKIPPED,
          frames.skipped() + " bytes after the AAC frames are passed over",
          frames.skippedFrom());
    }
    if (frames.endsInside()) {
      sink.warn(
          AudioWarning.Kind.TRUNCATED,
          "The input ends inside an AAC frame: its end is missing",
          in.length());
    }
  }

  private void decodeFrame(AacStream stream) {
    AdtsHeader header = frames.header();
    int length = header.frameBytes() - header.bytes();
    long start = frames.start() + header.bytes();
    in.seek(start);
    in.read(bytes, length);
    AacBits bits = new AacBits(bytes, length, start);
    for (int i = 0; i < header.blocks(); i++) {
      stream.accept(bits);
    }
    frameBytes += header.frameBytes();
    blocks += header.blocks();
  }

  private void reportSkipped(AacStream stream) {
    long skipped = frames.skipped();
    if (skipped == 0) {
      return;
    }
    long at = frames.skippedFrom();
    String message = skipped + " bytes between AAC frames are no frame";
    if (skipped <= LONGEST_DAMAGE && blocks > 0 && !isUniform(at, skipped)) {
      stream.lose(Math.round((double) skipped * blocks / frameBytes), message, at);
    } else {
      sink.warn(AudioWarning.Kind.SKIPPED, message, at);
    }
  }

  private boolean isUniform(long from, long count) {
    in.seek(from);
    int first = in.unsigned8();
    for (long i = 1; i < count; i++) {
      if (in.unsigned8() != first) {
        return false;
      }
    }
    return true;
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
