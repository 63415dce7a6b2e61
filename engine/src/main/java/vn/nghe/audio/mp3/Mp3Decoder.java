// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.mp3;

import java.util.Optional;
import vn.nghe.audio.AudioException;
import vn.nghe.audio.io.ByteReader;
import vn.nghe.audio.io.Tags;
import vn.nghe.audio.pcm.PcmSink;

/**
 * Decodes MPEG-1, 2 and 2.5 audio of layers I to III, but for layer II of MPEG-2 and 2.5.
 *
 * <p>A first pass over the frame headers learns how much there is before any sound is decoded. An
 * input counts as cut off, and is refused, where its first frame announces more frames or bytes
 * than there are; a lack of one frame is forgiven, because some encoders count the announcement
 * itself, unless a part of that frame is there. Where nothing is announced, an incomplete last
 * frame is the sign.
 */
public final class Mp3Decoder {
  private final ByteReader in;
  private final PcmSink sink;
  private final long begin;
  private final long end;

  private Mp3Decoder(ByteReader in, PcmSink sink) {
    this.in = in;
    this.sink = sink;
    this.begin = in.position();
    this.end = Tags.soundEnd(in);
  }

  /**
   * Decodes a whole file.
   *
   * @param in stands at the first frame, or near it
   */
  public static void decode(ByteReader in, PcmSink sink) {
    new Mp3Decoder(in, sink).decode();
  }

  private void decode() {
    Mp3Frames survey = frames();
    if (!survey.advance()) {
      throw AudioException.malformed("The MP3 ends inside its first frame", in.length());
    }
    Mp3Header header = survey.header();
    if (header.layer() == 2 && !header.isMpeg1()) {
      // JLayer takes its frames to be half as long as they are.
      throw AudioException.unsupported("MPEG-2 layer II is not supported", "send MP3, WAV or FLAC");
    }
    long start = survey.start();
    Optional<EncoderInfo> info = EncoderInfo.read(in, start, header);
    long count = info.isPresent() ? 0 : 1;
    while (survey.advance()) {
      count++;
    }
    requireAll(info.orElse(EncoderInfo.SILENT), start, count, survey.endsInside());
    sink.start(header.sampleRate(), header.channels());
    decodeFrames(header, info, count);
  }

  private void requireAll(EncoderInfo info, long start, long count, boolean endsInsideFrame) {
    if (info.frames() > 0) {
      long least = endsInsideFrame ? info.frames() : info.frames() - 1;
      if (count < least) {
        throw AudioException.malformed(
            "The MP3 announces "
                + info.frames()
                + " frames and has "
                + count
                + ": its end is missing",
            in.length());
      }
    } else if (info.bytes() > 0 ? info.bytes() > in.length() - start : endsInsideFrame) {
      throw AudioException.malformed(
          "The MP3 ends inside frame " + (count + 1) + ": its end is missing", in.length());
    }
  }

  private void decodeFrames(Mp3Header header, Optional<EncoderInfo> info, long count) {
    Mp3Frames frames = frames();
    if (info.isPresent()) {
      frames.advance();
    }
    int perFrame = header.samples();
    long first = info.map(EncoderInfo::samplesBefore).orElse(0);
    long last = count * perFrame;
    // Padding lies before the announced end; a stream that goes on after it is not cut there.
    if (info.isPresent() && info.get().frames() == count) {
      last -= info.get().samplesAfter();
    }
    sink.expect(Math.max(0, last - first));
    JLayer jlayer = new JLayer(header);
    byte[] bytes = new byte[Mp3Header.MOST_BYTES];
    for (long at = 0; frames.advance(); at += perFrame) {
      int length = frames.header().frameBytes();
      in.seek(frames.start());
      in.read(bytes, length);
      float[] samples = jlayer.decode(bytes, length, frames.start());
      int from = Math.clamp(first - at, 0, perFrame);
      int to = Math.clamp(last - at, from, perFrame);
      int channels = header.channels();
      System.arraycopy(samples, from * channels, samples, 0, (to - from) * channels);
      sink.accept(samples, to - from);
    }
  }

  private Mp3Frames frames() {
    in.seek(begin);
    return new Mp3Frames(in, end);
  }
}
