// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.mp3;

import java.util.List;
import java.util.Optional;
import vn.nghe.audio.AudioException;
import vn.nghe.audio.AudioWarning;
import vn.nghe.audio.io.ByteReader;
import vn.nghe.audio.io.FrameWalk;
import vn.nghe.audio.pcm.PcmSink;
import vn.nghe.audio.pcm.PcmTrim;

/**
 * Decodes MPEG-1, 2 and 2.5 audio of layers I to III.
 *
 * <p>A first pass over the frame headers learns how much there is before any sound is decoded. An
 * input counts as cut off where its first frame announces more frames or bytes than there are; a
 * lack of one frame is forgiven, because some encoders count the announcement itself, unless a part
 * of that frame is there. Where nothing is announced, an incomplete last frame is the sign.
 */
public final class Mp3Decoder {
  private static final long FOREVER = Long.MAX_VALUE;

  /** By how many bytes the padding of frames may be off over a gap. */
  private static final int PADDING = 2;

  private static final int FORGIVEN = 2;

  private final ByteReader in;
  private final PcmSink sink;
  private final long begin;
  private long decoded;
  private long damaged;

  private Mp3Decoder(ByteReader in, PcmSink sink) {
    this.in = in;
    this.sink = sink;
    this.begin = in.position();
  }

  /** Whether a stream begins at the cursor or near it; the cursor stays. */
  public static boolean beginsNear(ByteReader in) {
    return FrameWalk.beginsNear(in, Mp3Header::at, Mp3Header.NONE);
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
    FrameWalk<Mp3Header> survey = frames();
    if (!survey.advance()) {
      throw AudioException.malformed("The MP3 ends inside its first frame", in.length());
    }
    Mp3Header header = survey.header();
    long start = survey.start();
    Optional<EncoderInfo> info = EncoderInfo.read(in, start, header);
    long count = info.isPresent() ? 0 : 1;
    boolean changes = false;
    do {
      changes |= survey.changes();
      count += survey.start() == start ? 0 : 1;
    } while (survey.advance());
    reportMissing(info.orElse(EncoderInfo.SILENT), start, count, survey.endsInside());
    decodeFrames(header, info, changes ? FOREVER : count);
  }

  private void reportMissing(EncoderInfo info, long start, long count, boolean endsInsideFrame) {
    if (info.frames() > 0) {
      long least = endsInsideFrame ? info.frames() : info.frames() - 1;
      if (count < least) {
        truncated(
            "The MP3 announces "
                + info.frames()
                + " frames and has "
                + count
                + ": its end is missing");
      }
    } else if (info.bytes() > 0 ? info.bytes() > in.length() - start : endsInsideFrame) {
      truncated("The MP3 ends inside frame " + (count + 1) + ": its end is missing");
    }
  }

  private void truncated(String message) {
    sink.warn(AudioWarning.Kind.TRUNCATED, message, in.length());
  }

  /**
   * Decodes the sound.
   *
   * @param count frames of sound, which all have the format of the first; else {@link #FOREVER}
   */
  private void decodeFrames(Mp3Header first, Optional<EncoderInfo> info, long count) {
    long from = info.map(EncoderInfo::samplesBefore).orElse(0);
    long all = count == FOREVER ? FOREVER : count * first.samples();
    // Padding lies before the announced end; a stream that goes on after it is not cut there.
    boolean isPadded = info.isPresent() && info.get().frames() == count;
    long to = isPadded ? all - info.get().samplesAfter() : FOREVER;
    PcmTrim trim = new PcmTrim(sink, List.of(new PcmTrim.Span(from, to)));
    trim.start(first.sampleRate(), first.channels());
    if (count != FOREVER) {
      sink.expect(Math.max(0, Math.min(to, all) - from));
    }
    FrameWalk<Mp3Header> frames = frames();
    MpegDecoder decoder = new MpegDecoder();
    boolean more = frames.advance();
    reportSkipped(frames, Optional.empty(), trim);
    if (info.isPresent()) {
      more = frames.advance();
    }
    Mp3Header before = first;
    byte[] bytes = new byte[Mp3Header.MOST_BYTES];
    for (; more; more = frames.advance()) {
      Mp3Header header = frames.header();
      if (frames.changes()) {
        trim.start(header.sampleRate(), header.channels());
        before = header;
        if (EncoderInfo.read(in, frames.start(), header).isPresent()) {
          continue;
        }
      }
      if (frames.start() > begin && decoded > 0) {
        reportSkipped(frames, Optional.of(before), trim);
      }
      int length = header.frameBytes();
      in.seek(frames.start());
      in.read(bytes, length);
      decodeFrame(decoder, header, bytes, frames.start(), trim);
      before = header;
    }
    if (!frames.endsInside()) {
      reportSkipped(frames, Optional.empty(), trim);
    }
  }

  private void decodeFrame(
      MpegDecoder decoder, Mp3Header header, byte[] bytes, long start, PcmTrim trim) {
    decoded++;
    float[] samples;
    try {
      samples = decoder.decode(header, bytes, start);
    } catch (AudioException e) {
      damaged++;
      decoder.forget();
      if (damaged > FORGIVEN + decoded / 2) {
        throw e.and("of the frames so far, " + damaged + " of " + decoded + " are damaged");
      }
      trim.lose(header.samples(), e.fault(), start);
      return;
    }
    trim.accept(samples, header.samples());
  }

  /**
   * Frames that stand in step with those before a gap, as if the gap had been frames, were
   * overwritten, and silence goes in their place. Else something was put in, which is left out.
   *
   * @param before the frame before the gap, if one follows it
   */
  private void reportSkipped(
      FrameWalk<Mp3Header> frames, Optional<Mp3Header> before, PcmTrim trim) {
    long skipped = frames.skipped();
    if (skipped == 0) {
      return;
    }
    String message = skipped + " bytes between MP3 frames are no frame";
    long at = frames.skippedFrom();
    if (before.isPresent() && !frames.changes()) {
      Mp3Header header = before.get();
      double frameBytes = header.samples() / 8.0 * header.bitRate() / header.sampleRate();
      long lost = Math.round(skipped / frameBytes);
      if (lost > 0 && Math.abs(skipped - lost * frameBytes) < PADDING) {
        trim.lose(lost * header.samples(), message, at);
        return;
      }
    }
    sink.warn(AudioWarning.Kind.SKIPPED, message, at);
  }

  private FrameWalk<Mp3Header> frames() {
    in.seek(begin);
    return new FrameWalk<>(in, Mp3Header::at, Mp3Header.NONE);
  }
}
