// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.matroska;

import java.util.Optional;
import vn.nghe.audio.AudioException;
import vn.nghe.audio.io.ByteReader;
import vn.nghe.audio.packet.PacketSink;
import vn.nghe.audio.pcm.PcmSink;

/**
 * Decodes Matroska and WebM (RFC 9559) with Opus, Vorbis or FLAC inside: the first such audio
 * track, whatever runs beside it. Blocks are taken as they follow one another; where a recorder
 * left a pause out, it is left out.
 *
 * <p>Recorders that write while they record leave the sizes of segments and clusters open. So both
 * are walked into whatever their size says, and their elements pass by in one row.
 */
public final class MatroskaDecoder {
  private static final int EBML = 0x1A45_DFA3;
  private static final String EBML_BYTES = "\u001AE\u00DF\u00A3";
  private static final int DOC_TYPE = 0x4282;
  private static final int SEGMENT = 0x1853_8067;
  private static final int TRACKS = 0x1654_AE6B;
  private static final int CLUSTER = 0x1F43_B675;
  private static final int SIMPLE_BLOCK = 0xA3;
  private static final int BLOCK_GROUP = 0xA0;
  private static final int BLOCK = 0xA1;
  private static final int DISCARD_PADDING = 0x75A2;
  private static final int LONGEST_NAME = 64;

  /** Each costs its set-up, so a file must not consist of them. */
  private static final int MOST_FILES = 1000;

  private final ByteReader in;
  private final PacketSink sink;
  private Optional<TrackDecoder> track = Optional.empty();
  private int files;
  private long segmentEnd = Ebml.OPEN;

  private MatroskaDecoder(ByteReader in, PcmSink sink) {
    this.in = in;
    this.sink = new PacketSink(sink);
  }

  /**
   * Decodes a whole file, or several that were put one after the other.
   *
   * @param in stands at the EBML header
   */
  public static void decode(ByteReader in, PcmSink sink) {
    new MatroskaDecoder(in, sink).decode();
  }

  private void decode() {
    // What follows a segment is another file or of no account.
    while (in.remaining() > 0 && (in.position() < segmentEnd || in.finds(EBML_BYTES, 0))) {
      Ebml element = Ebml.next(in, in.length());
      switch (element.id()) {
        case EBML -> begin(element);
        case SEGMENT -> segmentEnd = element.end();
        case CLUSTER -> {}
        case TRACKS -> readTracks(element);
        case SIMPLE_BLOCK -> decodeBlock(element, 0);
        case BLOCK_GROUP -> decodeGroup(element);
        default -> element.skip(in);
      }
    }
    requireTrack();
  }

  private void begin(Ebml header) {
    if (files++ == MOST_FILES) {
      throw AudioException.malformed(
          "More than " + MOST_FILES + " Matroska files follow one another", header.start());
    }
    if (files > 1) {
      requireTrack();
    }
    track = Optional.empty();
    segmentEnd = Ebml.OPEN;
    header.requireKnownEnd();
    while (in.position() < header.end()) {
      Ebml child = Ebml.next(in, header.end());
      if (child.id() == DOC_TYPE) {
        String type = child.text(in, LONGEST_NAME);
        if (!type.equals("webm") && !type.equals("matroska")) {
          throw AudioException.unsupported(
              "EBML of the kind '" + type + "' is not supported", "send WebM or Matroska");
        }
      }
      child.skip(in);
    }
  }

  private void readTracks(Ebml tracks) {
    tracks.requireKnownEnd();
    if (track.isEmpty()) {
      track = Optional.of(TrackDecoder.choose(in, tracks, sink));
    }
    in.seek(tracks.end());
  }

  private void decodeGroup(Ebml group) {
    group.requireKnownEnd();
    Optional<Ebml> block = Optional.empty();
    long discard = 0;
    while (in.position() < group.end()) {
      Ebml child = Ebml.next(in, group.end());
      switch (child.id()) {
        case BLOCK -> block = Optional.of(child);
        case DISCARD_PADDING -> discard = child.signed(in);
        default -> {}
      }
      child.skip(in);
    }
    if (block.isPresent()) {
      decodeBlock(block.get(), discard);
    }
    in.seek(group.end());
  }

  private void decodeBlock(Ebml block, long discard) {
    block.requireKnownEnd();
    requireTrack();
    track.get().decode(in, block, discard);
    in.seek(block.end());
  }

  private void requireTrack() {
    if (track.isEmpty()) {
      throw AudioException.malformed("The Matroska file lacks its tracks", in.position());
    }
  }
}
