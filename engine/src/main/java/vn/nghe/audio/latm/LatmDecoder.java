// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.latm;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vn.nghe.audio.AudioException;
import vn.nghe.audio.AudioWarning;
import vn.nghe.audio.aac.AacBits;
import vn.nghe.audio.aac.AacStream;
import vn.nghe.audio.io.ByteReader;
import vn.nghe.audio.io.FrameWalk;
import vn.nghe.audio.pcm.PcmSink;

/**
 * Decodes AAC-LC as a bare stream of LOAS frames, each of which holds multiplexed frames of sound.
 * Silence stands for what is damaged.
 */
public final class LatmDecoder {
  /** So many frames in a row make a stream. */
  private static final int CHAIN = 3;

  private final ByteReader in;
  private final PcmSink sink;

  /** A frame before the first configuration cannot be decoded; broadcasts repeat it soon. */
  private Optional<StreamMux> mux = Optional.empty();

  private Optional<AacStream> stream = Optional.empty();
  private long bytes;
  private long count;

  private LatmDecoder(ByteReader in, PcmSink sink) {
    this.in = in;
    this.sink = sink;
  }

  /** Whether a stream begins at the cursor, which stays. */
  public static boolean begins(ByteReader in) {
    long cursor = in.position();
    long at = cursor;
    boolean found = true;
    for (int i = 0; i < CHAIN && found && (i < 2 || at < in.length()); i++) {
      LoasFrame frame = LoasFrame.at(in, at, in.length());
      at += frame.frameBytes();
      found = frame.frameBytes() > 0 && at <= in.length();
    }
    in.seek(cursor);
    return found;
  }

  /**
   * Decodes a whole file.
   *
   * @param in stands at the first frame
   */
  public static void decode(ByteReader in, PcmSink sink) {
    new LatmDecoder(in, sink).decode();
  }

  private void decode() {
    FrameWalk<LoasFrame> frames = new FrameWalk<>(in, LoasFrame::at, LoasFrame.NONE);
    byte[] frame = new byte[LoasFrame.MOST_BYTES];
    while (frames.advance()) {
      if (frames.skipped() > 0) {
        lose(frames.skipped(), frames.skippedFrom());
      }
      int length = frames.header().frameBytes() - LoasFrame.HEADER;
      long start = frames.start() + LoasFrame.HEADER;
      in.seek(start);
      in.read(frame, length);
      decodeFrame(new AacBits(frame, length, start), start);
      bytes += frames.header().frameBytes();
    }
    if (frames.endsInside()) {
      sink.warn(
          AudioWarning.Kind.TRUNCATED,
          "The input ends inside a LATM frame: its end is missing",
          in.length());
    } else if (frames.skipped() > 0) {
      sink.warn(
          AudioWarning.Kind.SKIPPED,
          frames.skipped() + " bytes after the LATM frames are passed over",
          frames.skippedFrom());
    }
    stream
        .orElseThrow(
            () -> AudioException.malformed("The LATM stream has no configuration", in.length()))
        .finish();
  }

  private void lose(long skipped, long at) {
    String message = skipped + " bytes between LATM frames are no frame";
    if (stream.isPresent()) {
      stream.get().lose(Math.round((double) skipped * count / bytes), message, at);
    } else {
      sink.warn(AudioWarning.Kind.SKIPPED, message, at);
    }
  }

  private void decodeFrame(AacBits frame, long start) {
    List<byte[]> payloads;
    try {
      payloads = payloads(frame);
    } catch (AudioException e) {
      if (stream.isEmpty()) {
        throw e;
      }
      stream.get().lose(mux.get().frames(), e.fault(), start);
      return;
    }
    count += payloads.size();
    for (byte[] payload : payloads) {
      stream.get().accept(new AacBits(payload, payload.length, start));
    }
  }

  /** The frames of sound that a LOAS frame holds; none before the first configuration. */
  private List<byte[]> payloads(AacBits frame) {
    boolean goesOn = frame.flag();
    if (!goesOn) {
      mux = Optional.of(StreamMux.read(frame));
    }
    List<byte[]> payloads = new ArrayList<>();
    if (mux.isEmpty()) {
      return payloads;
    }
    if (stream.isEmpty()) {
      stream = Optional.of(new AacStream(mux.get().config(), sink));
    }
    for (int i = 0; i < mux.get().frames(); i++) {
      payloads.add(mux.get().payload(frame));
    }
    return payloads;
  }
}
