// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.matroska;

import java.util.Arrays;
import vn.nghe.audio.AudioException;
import vn.nghe.audio.io.ByteReader;
import vn.nghe.audio.packet.ForgivingDecoder;
import vn.nghe.audio.packet.PacketDecoder;
import vn.nghe.audio.packet.PacketSink;

/**
 * The audio track of a Matroska file that is decoded. Where the time of a block is later than the
 * end of the sound before it, silence goes in between.
 */
final class TrackDecoder {
  private static final int NANOSECONDS = 1_000_000_000;

  /**
   * Recorders stamp blocks by the clock, and players forgive as much: ffmpeg's resampler fills gaps
   * from this length on.
   */
  private static final long SHORTEST_GAP = NANOSECONDS / 10;

  private final long number;
  private final ForgivingDecoder decoder;
  private final PacketSink sink;
  private final int prefix;
  private byte[] packet;

  /** Nanoseconds of sound so far, pauses and what is cut off the start among them. */
  private long position;

  /** Where the block before ends, in nanoseconds, by its time. */
  private long end;

  /**
   * Begins a track.
   *
   * @param sink takes the sound
   * @throws AudioException if its codec is not supported
   */
  TrackDecoder(TrackEntry entry, PacketSink sink) {
    this.number = entry.number();
    this.decoder = new ForgivingDecoder(entry.decoder(sink), sink);
    this.sink = sink;
    this.prefix = entry.encoding().prefix().length;
    this.packet = Arrays.copyOf(entry.encoding().prefix(), 1 << 12);
  }

  /**
   * Decodes a block, if it belongs to the track.
   *
   * @param block a block or simple block
   * @param time its time in nanoseconds from the start of the file
   * @param discard nanoseconds to cut off its end; if negative, nothing is
   */
  void decode(ByteReader in, Ebml block, long time, long discard) {
    in.seek(block.start());
    if (Ebml.readSize(in) != number) {
      return;
    }
    long[] sizes = Lacing.read(in, block);
    fillGap(time);
    long before = position;
    for (int i = 0; i < sizes.length; i++) {
      boolean last = i == sizes.length - 1;
      decodePacket(in, sizes[i], last ? discard : 0);
    }
    end = time + position - before;
  }

  private void fillGap(long time) {
    long late = time - position;
    // A clock that is a little off is no gap, however much it sums up to.
    if (time - end > SHORTEST_GAP && late > SHORTEST_GAP) {
      sink.pauseFor((double) late / NANOSECONDS);
      position = time;
    }
  }

  private void decodePacket(ByteReader in, long size, long discard) {
    long at = in.position();
    if (size > PacketDecoder.MOST_BYTES) {
      throw AudioException.malformed("A Matroska packet of sound has " + size + " bytes", at);
    }
    if (size == 0) {
      return;
    }
    int length = prefix + (int) size;
    if (packet.length < length) {
      packet = Arrays.copyOf(packet, Math.max(length, 2 * packet.length));
    }
    byte[] body = prefix == 0 ? packet : new byte[(int) size];
    in.read(body, (int) size);
    if (prefix > 0) {
      System.arraycopy(body, 0, packet, prefix, (int) size);
    }
    int frames = decoder.frames(packet, length, at);
    decoder.decode(packet, length, at, frames - cut(discard, frames));
    // Some codecs tell their rate with the first packet.
    if (sink.sampleRate() > 0) {
      position += Math.round((double) frames / sink.sampleRate() * NANOSECONDS);
    }
  }

  private int cut(long discard, int frames) {
    // No more than a second can matter: no packet is longer.
    long whole = Math.clamp(discard, 0, NANOSECONDS) * sink.sampleRate();
    return (int) Math.min(frames, (whole + NANOSECONDS / 2) / NANOSECONDS);
  }
}
