// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.ogg;

import java.util.Arrays;
import java.util.Optional;
import vn.nghe.audio.AudioException;
import vn.nghe.audio.packet.PacketDecoder;
import vn.nghe.audio.packet.PacketSink;

/**
 * Puts the packets of one logical stream together from its pages, keeps its time, and hands them to
 * its codec. A packet of which a page is lost is left out, as players do.
 */
final class LogicalStream {
  private static final int FULL_SEGMENT = 255;
  private static final long UNKNOWN = -1;

  private final int serial;
  private final CodecHeaders headers;
  private final PacketSink sink;
  private Optional<PacketDecoder> decoder = Optional.empty();
  private byte[] packet = new byte[1 << 12];

  /** Bytes of the packet that have been seen; those beyond the longest packet are not kept. */
  private long length;

  /** Where the packet begins in the input. */
  private long start;

  /** Whether the packet began on a page that has been seen. */
  private boolean whole = true;

  private int nextSequence;
  private long decoded;

  /** What the granule position counts beyond {@link #decoded}, by the last page that told. */
  private long origin;

  /**
   * Begins a stream.
   *
   * @param serial its number
   * @param headers take its first packets
   */
  LogicalStream(int serial, CodecHeaders headers, PacketSink sink) {
    this.serial = serial;
    this.headers = headers;
    this.sink = sink;
  }

  /** Takes the next page of the file, of whichever stream. */
  void accept(Pages page) {
    if (page.serial() != serial) {
      return;
    }
    boolean follows = page.sequence() == nextSequence && page.continues() == (length > 0);
    nextSequence = page.sequence() + 1;
    if (!follows) {
      length = 0;
      whole = !page.continues();
    }
    int at = page.body();
    boolean ended = false;
    for (int segment = 0; segment < page.segments(); segment++) {
      if (length == 0) {
        start = page.start() + at;
      }
      int bytes = page.segmentBytes(segment);
      append(page.bytes(), at, bytes);
      at += bytes;
      if (bytes < FULL_SEGMENT) {
        if (whole && length > 0) {
          endPacket(page);
          ended = true;
        }
        length = 0;
        whole = true;
      }
    }
    if (ended && page.granule() != UNKNOWN) {
      origin = page.granule() - decoded;
    }
  }

  /** Checks, after the last page, that the stream got as far as its sound. */
  void finish() {
    if (decoder.isEmpty()) {
      throw AudioException.malformed("The Ogg stream ends inside its headers", start);
    }
  }

  private void append(byte[] bytes, int at, int count) {
    int kept = (int) Math.min(length, PacketDecoder.MOST_BYTES);
    int fitting = Math.min(count, PacketDecoder.MOST_BYTES - kept);
    if (kept + fitting > packet.length) {
      packet = Arrays.copyOf(packet, Math.max(2 * packet.length, kept + fitting));
    }
    System.arraycopy(bytes, at, packet, kept, fitting);
    length += count;
  }

  private void endPacket(Pages page) {
    int kept = (int) Math.min(length, PacketDecoder.MOST_BYTES);
    if (decoder.isEmpty()) {
      decoder = headers.accept(packet, kept, start, sink);
      return;
    }
    if (kept < length) {
      throw AudioException.malformed("An Ogg packet of sound has " + length + " bytes", start);
    }
    int frames = decoder.get().frames(packet, kept, start);
    // Only the last page may end before its sound does (RFC 7845, section 4.4; Vorbis I, A.2).
    boolean mayBeCut = page.ends() && page.granule() != UNKNOWN;
    int keep = mayBeCut ? Math.clamp(page.granule() - origin - decoded, 0, frames) : frames;
    decoder.get().decode(packet, kept, start, keep);
    decoded += frames;
  }
}
