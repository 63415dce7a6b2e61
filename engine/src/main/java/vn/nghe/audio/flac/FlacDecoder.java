// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.flac;

import java.util.Optional;
import vn.nghe.audio.AudioException;
import vn.nghe.audio.AudioWarning;
import vn.nghe.audio.io.BitReader;
import vn.nghe.audio.io.ByteReader;
import vn.nghe.audio.io.Tags;
import vn.nghe.audio.pcm.PcmSink;

/**
 * Decodes FLAC files (RFC 9639), also several that were put one after the other.
 *
 * <p>A frame that is damaged is left out; decoding goes on at the next one whose checks hold, and
 * the number in its header tells how much silence to put in between.
 */
public final class FlacDecoder {
  private static final String MARK = "fLaC";

  /** What may be read in vain, beyond four times the input, before frames are no longer sought. */
  private static final long FREE_BYTES = 1 << 20;

  private static final long LEAST_FRAME_BYTES = 10;

  private final ByteReader in;
  private final PcmSink sink;
  private final long end;

  /** Bytes of frames that turned out to be damaged: a limit on them keeps the work linear. */
  private long readInVain;

  private FlacDecoder(ByteReader in, PcmSink sink) {
    this.in = in;
    this.sink = sink;
    this.end = Tags.soundEnd(in);
  }

  /**
   * Decodes a whole file.
   *
   * @param in stands at the marker {@code fLaC}, or before it
   */
  public static void decode(ByteReader in, PcmSink sink) {
    FlacDecoder decoder = new FlacDecoder(in, sink);
    decoder.findMark();
    boolean isFirst = true;
    do {
      decoder.decodeStream(isFirst);
      isFirst = false;
      Tags.skipId3v2(in);
    } while (in.finds(MARK, 0));
  }

  private void findMark() {
    long start = in.position();
    while (!in.finds(MARK, 0)) {
      in.skip(1, "what lies before the FLAC marker");
    }
    if (in.position() > start) {
      sink.warn(
          AudioWarning.Kind.SKIPPED,
          (in.position() - start) + " bytes before the FLAC marker are passed over",
          start);
    }
  }

  private void decodeStream(boolean isFirst) {
    in.skip(MARK.length(), "the FLAC marker");
    StreamInfo info = StreamInfo.read(in);
    sink.start(info.sampleRate(), info.channels());
    if (isFirst && info.totalSamples() > 0) {
      sink.expect(info.totalSamples());
    }
    new Stream(info).decode();
  }

  /** The frames after one header. */
  private final class Stream {
    private final FrameDecoder frames;
    private final BitReader bits = new BitReader(in);
    private final long announced;
    private int usualBlock;
    private long position;

    /** Samples of the frame that was decoded last. */
    private int count;

    Stream(StreamInfo info) {
      this.frames = new FrameDecoder(info);
      this.announced = info.totalSamples();
      this.usualBlock = info.blockSize();
    }

    void decode() {
      while (in.position() < end && !in.finds(MARK, 0)) {
        long start = in.position();
        Optional<AudioException> fault = tryFrame(start);
        if (fault.isEmpty()) {
          accept();
        } else if (!goOnAfter(fault.get(), start)) {
          break;
        }
      }
      checkLength();
    }

    /** Decodes the frame at the cursor. Returns what it is to blame for, if that fails. */
    private Optional<AudioException> tryFrame(long start) {
      try {
        count = frames.decode(in, bits);
        return Optional.empty();
      } catch (AudioException e) {
        requireDamage(e, start);
        return Optional.of(e);
      }
    }

    private void accept() {
      usualBlock = usualBlock == 0 ? count : usualBlock;
      sink.accept(frames.interleaved(), count);
      position += count;
    }

    /** Only what the frame itself is to blame for is passed over. */
    private void requireDamage(AudioException fault, long start) {
      if (fault.reason() != AudioException.Reason.MALFORMED) {
        throw fault;
      }
      readInVain += Math.max(0, in.position() - start);
      if (readInVain > 4 * in.length() + FREE_BYTES) {
        throw fault.and("too few FLAC frames are intact");
      }
    }

    /**
     * Looks for the next frame that is intact, or the next file.
     *
     * @return whether there is one, at whose start or end the cursor stands
     */
    private boolean goOnAfter(AudioException fault, long start) {
      boolean wasFrame = beginsFrame(start);
      for (long at = start + 1; at < end; at++) {
        in.seek(at);
        if (in.finds(MARK, 0)) {
          report(fault, start, wasFrame ? usualBlock : 0);
          return true;
        }
        if (FrameHeader.begins(in) && tryFrame(at).isEmpty()) {
          report(fault, start, Math.max(0, frames.firstSample(usualBlock) - position));
          accept();
          return true;
        }
      }
      endAfter(fault, start, wasFrame);
      return false;
    }

    private boolean beginsFrame(long at) {
      in.seek(at);
      return FrameHeader.begins(in);
    }

    private void report(AudioException fault, long start, long missing) {
      long most = announced == 0 ? Long.MAX_VALUE : Math.max(0, announced - position);
      long lost = Math.min(missing, most);
      if (lost > 0) {
        sink.lose(lost, fault.fault(), start);
        position += lost;
      } else {
        sink.warn(
            AudioWarning.Kind.SKIPPED,
            "Bytes between FLAC frames are no frame: " + fault.fault(),
            start);
      }
    }

    /** No frame follows: what is there is the rest of one, or somebody's tag. */
    private void endAfter(AudioException fault, long start, boolean wasFrame) {
      boolean isCutOff = fault.offset().orElse(0) >= in.length() || end - start < LEAST_FRAME_BYTES;
      if (wasFrame && isCutOff) {
        sink.warn(
            AudioWarning.Kind.TRUNCATED,
            "The input ends inside a FLAC frame: the end is missing",
            in.length());
      } else if (wasFrame) {
        report(fault, start, usualBlock);
      } else if (announced == 0) {
        report(fault, start, 0);
      }
      in.seek(end);
    }

    private void checkLength() {
      if (announced > 0 && position < announced) {
        sink.warn(
            AudioWarning.Kind.TRUNCATED,
            "The FLAC frames hold "
                + position
                + " samples of "
                + announced
                + " that STREAMINFO announces: the end is missing",
            in.position());
      } else if (announced > 0 && position > announced) {
        sink.warn(
            AudioWarning.Kind.MISCOUNTED,
            "There are more FLAC frames than the "
                + announced
                + " samples that STREAMINFO announces",
            in.position());
      }
    }
  }
}
