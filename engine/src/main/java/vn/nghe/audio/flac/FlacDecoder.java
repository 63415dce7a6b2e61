// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.flac;

import vn.nghe.audio.AudioException;
import vn.nghe.audio.io.BitReader;
import vn.nghe.audio.io.ByteReader;
import vn.nghe.audio.io.Tags;
import vn.nghe.audio.pcm.PcmSink;

/** Decodes FLAC files (RFC 9639). */
public final class FlacDecoder {
  private final ByteReader in;
  private final PcmSink sink;

  private FlacDecoder(ByteReader in, PcmSink sink) {
    this.in = in;
    this.sink = sink;
  }

  /**
   * Decodes a whole file.
   *
   * @param in stands at the marker {@code fLaC}
   */
  public static void decode(ByteReader in, PcmSink sink) {
    new FlacDecoder(in, sink).decode();
  }

  private void decode() {
    in.skip(4, "the FLAC marker");
    StreamInfo info = StreamInfo.read(in);
    sink.start(info.sampleRate(), info.channels());
    FrameDecoder frames = new FrameDecoder(info);
    BitReader bits = new BitReader(in);
    long announced = info.totalSamples();
    if (announced > 0) {
      sink.expect(announced);
    }
    long decoded = 0;
    long end = announced == 0 ? Tags.soundEnd(in) : in.length();
    while (in.position() < end && (announced == 0 || decoded < announced)) {
      int count = frames.decode(in, bits);
      sink.accept(frames.interleaved(), count);
      decoded += count;
    }
    if (announced == 0) {
      return;
    }
    if (decoded < announced) {
      throw AudioException.malformed(
          "The FLAC frames hold "
              + decoded
              + " samples of "
              + announced
              + " that STREAMINFO announces: the end is missing",
          in.position());
    }
    // Other bytes at the end are somebody's tag; a frame is sound that would be lost.
    if (decoded > announced || FrameHeader.begins(in)) {
      throw AudioException.malformed(
          "There are more FLAC frames than the " + announced + " samples that STREAMINFO announces",
          in.position());
    }
  }
}
