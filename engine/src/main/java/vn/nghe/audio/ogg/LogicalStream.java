// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.ogg;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import vn.nghe.audio.AudioException;
import vn.nghe.audio.packet.ForgivingDecoder;
import vn.nghe.audio.packet.PacketDecoder;
import vn.nghe.audio.packet.PacketSink;

/**
 * Puts the packets of one logical stream together from its pages, keeps its time, and hands them to
 * its codec.
 *
 * <p>A packet of which a page is lost is left out. How much sound is lost is known from the next
 * page that tells its time, so the packets up to there wait, and silence of the right length goes
 * before them.
 */
final class LogicalStream {
  private static final int FULL_SEGMENT = 255;

  /** As many zeros in a row stand in a packet of a damaged page only if they were put there. */
  private static final int ERASED = 24;

  /** How much may wait for a page that tells its time. */
  private static final int MOST_WAITING = 1 << 20;

  /** A packet that is whole. */
  @SuppressWarnings("ArrayRecordComponent") // Nobody compares packets.
  private record Packet(byte[] bytes, long at, boolean suspect) {}

  private final int serial;
  private final CodecHeaders headers;
  private final PacketSink sink;
  private Optional<ForgivingDecoder> decoder = Optional.empty();
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

  private boolean isOriginKnown;

  /** Whether pages are missing, and packets wait until it is known how many. */
  private boolean waits;

  private final List<Packet> waiting = new ArrayList<>();
  private long waitingBytes;
  private long lostAt;

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
    boolean isNext = page.sequence() == nextSequence;
    // Of a damaged page the numbers may be wrong; the right ones are hardly there by accident.
    if (page.serial() != serial || (page.isDamaged() && !isNext)) {
      return;
    }
    if (!isNext && decoder.isPresent()) {
      waitFrom(page.start());
    }
    boolean follows = isNext && page.continues() == (length > 0);
    nextSequence = page.sequence() + 1;
    if (!follows) {
      length = 0;
      whole = !page.continues();
    }
    boolean ended = takePackets(page);
    if (ended && page.granule() != Pages.UNKNOWN && !page.isDamaged()) {
      if (waits) {
        endWaiting(page);
      }
      origin = page.granule() - decoded;
      isOriginKnown = true;
    }
    if (page.isDamaged() && decoder.isPresent()) {
      sink.lose(0, "The check of an Ogg page fails", page.start());
      // Its packets may not have been as long as they say.
      waitFrom(page.start());
    }
  }

  private boolean takePackets(Pages page) {
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
    return ended;
  }

  private void waitFrom(long at) {
    waits = true;
    lostAt = at;
  }

  /** Puts silence in place of what is missing, and decodes what waits. */
  private void endWaiting(Pages page) {
    waits = false;
    long there = 0;
    for (Packet one : waiting) {
      there += decoder.orElseThrow().frames(one.bytes, one.bytes.length, one.at);
    }
    long missing = page.granule() - origin - decoded - there;
    if (isOriginKnown && missing > 0) {
      sink.lose(missing, "Ogg pages are missing or damaged", lostAt);
      decoded += missing;
    }
    boolean mayBeCut = page.ends() && isOriginKnown;
    decodeWaiting(mayBeCut ? page.granule() - origin : Long.MAX_VALUE);
  }

  /**
   * Decodes what waits.
   *
   * @param end where the sound ends, as {@link #decoded} counts
   */
  private void decodeWaiting(long end) {
    for (Packet one : waiting) {
      decode(one.bytes, one.bytes.length, one.at, one.suspect, end - decoded);
    }
    waiting.clear();
    waitingBytes = 0;
  }

  /** Checks, after the last page, that the stream got as far as its sound. */
  void finish() {
    if (decoder.isEmpty()) {
      throw AudioException.malformed("The Ogg stream ends inside its headers", start);
    }
    decodeWaiting(Long.MAX_VALUE);
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
      decoder =
          headers
              .accept(packet, kept, start, sink)
              .map(accepted -> new ForgivingDecoder(accepted, sink));
      return;
    }
    if (kept < length) {
      throw AudioException.malformed("An Ogg packet of sound has " + length + " bytes", start);
    }
    if (waits) {
      waiting.add(new Packet(Arrays.copyOf(packet, kept), start, page.isDamaged()));
      waitingBytes += kept;
      if (waitingBytes > MOST_WAITING) {
        waits = false;
        decodeWaiting(Long.MAX_VALUE);
      }
      return;
    }
    // Only the last page may end before its sound does (RFC 7845, section 4.4; Vorbis I, A.2).
    boolean mayBeCut = page.ends() && page.granule() != Pages.UNKNOWN;
    decode(
        packet,
        kept,
        start,
        page.isDamaged(),
        mayBeCut ? page.granule() - origin - decoded : Long.MAX_VALUE);
  }

  private void decode(byte[] bytes, int count, long at, boolean suspect, long end) {
    ForgivingDecoder codec = decoder.orElseThrow();
    int frames;
    if (suspect && isErased(bytes, count)) {
      // Its first byte, which tells how long it is, may be erased as well.
      frames = bytes[0] == 0 ? codec.usualFrames() : codec.frames(bytes, count, at);
      codec.lose("A part of an Ogg page is erased", at, Math.clamp(end, 0, frames));
    } else {
      frames = codec.frames(bytes, count, at);
      codec.decode(bytes, count, at, Math.clamp(end, 0, frames));
    }
    decoded += frames;
  }

  private static boolean isErased(byte[] bytes, int count) {
    int zeros = 0;
    for (int i = 0; i < count && zeros < ERASED; i++) {
      zeros = bytes[i] == 0 ? zeros + 1 : 0;
    }
    return zeros == ERASED || zeros == count;
  }
}
