// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.matroska;

import java.util.Arrays;
import java.util.Optional;
import vn.nghe.audio.AudioException;
import vn.nghe.audio.io.ByteReader;
import vn.nghe.audio.packet.PacketDecoder;
import vn.nghe.audio.packet.PacketSink;

/** The audio track of a Matroska file that is decoded. */
final class TrackDecoder {
  private static final int TRACK_ENTRY = 0xAE;
  private static final int NANOSECONDS = 1_000_000_000;

  private final long number;
  private final PacketDecoder decoder;
  private final PacketSink sink;
  private final int prefix;
  private byte[] packet;

  private TrackDecoder(TrackEntry entry, PacketSink sink) {
    this.number = entry.number();
    this.decoder = entry.decoder(sink);
    this.sink = sink;
    this.prefix = entry.encoding().prefix().length;
    this.packet = Arrays.copyOf(entry.encoding().prefix(), 1 << 12);
  }

  /**
   * Takes the first track that can be decoded.
   *
   * @param tracks the element that holds them all
   * @param sink takes the sound
   * @throws AudioException if there is none, with the codec of the first audio track
   */
  static TrackDecoder choose(ByteReader in, Ebml tracks, PacketSink sink) {
    Optional<TrackEntry> chosen = Optional.empty();
    in.seek(tracks.start());
    while (in.position() < tracks.end()) {
      Ebml child = Ebml.next(in, tracks.end());
      child.requireKnownEnd();
      if (child.id() == TRACK_ENTRY) {
        TrackEntry entry = TrackEntry.read(in, child);
        if (entry.isAudio() && (chosen.isEmpty() || entry.isBetterThan(chosen.get()))) {
          chosen = Optional.of(entry);
        }
      }
      child.skip(in);
    }
    TrackEntry entry =
        chosen.orElseThrow(
            () ->
                new AudioException(
                    AudioException.Reason.EMPTY, "The Matroska file has no audio track"));
    return new TrackDecoder(entry, sink);
  }

  /**
   * Decodes a block, if it belongs to the track.
   *
   * @param block a block or simple block
   * @param discard nanoseconds to cut off its end; if negative, nothing is
   */
  void decode(ByteReader in, Ebml block, long discard) {
    in.seek(block.start());
    if (Ebml.readSize(in) != number) {
      return;
    }
    long[] sizes = Lacing.read(in, block);
    for (int i = 0; i < sizes.length; i++) {
      boolean last = i == sizes.length - 1;
      decodePacket(in, sizes[i], last ? discard : 0);
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
    // No more than a second can matter: no packet is longer.
    long whole = Math.clamp(discard, 0, NANOSECONDS) * sink.sampleRate();
    long cut = (whole + NANOSECONDS / 2) / NANOSECONDS;
    decoder.decode(packet, length, at, (int) Math.max(0, frames - cut));
  }
}
