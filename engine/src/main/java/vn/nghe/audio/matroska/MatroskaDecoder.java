// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.matroska;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import vn.nghe.audio.AudioException;
import vn.nghe.audio.AudioWarning;
import vn.nghe.audio.io.ByteReader;
import vn.nghe.audio.packet.PacketSink;
import vn.nghe.audio.packet.Tracks;
import vn.nghe.audio.pcm.PcmSink;

/**
 * Decodes Matroska and WebM (RFC 9559) with Opus, Vorbis or FLAC inside: the default audio track
 * that can be decoded and is not silent, or the one that the user names.
 *
 * <p>Recorders that write while they record leave the sizes of segments and clusters open. So both
 * are walked into whatever their size says, and their elements pass by in one row. Where an element
 * is damaged, the walk goes on at the next cluster; an element that goes past the end of the input
 * means that the end is missing.
 */
public final class MatroskaDecoder {
  private static final int EBML = 0x1A45_DFA3;
  private static final String EBML_BYTES = "\u001AE\u00DF\u00A3";
  private static final int DOC_TYPE = 0x4282;
  private static final int SEGMENT = 0x1853_8067;
  private static final int INFO = 0x1549_A966;
  private static final int TIMESTAMP_SCALE = 0x2A_D7B1;
  private static final int TRACKS = 0x1654_AE6B;
  private static final int TRACK_ENTRY = 0xAE;
  private static final int CLUSTER = 0x1F43_B675;
  private static final String CLUSTER_BYTES = "\u001FC\u00B6u";
  private static final int TIMESTAMP = 0xE7;
  private static final int SIMPLE_BLOCK = 0xA3;
  private static final int BLOCK_GROUP = 0xA0;
  private static final int BLOCK = 0xA1;
  private static final int DISCARD_PADDING = 0x75A2;
  private static final int LONGEST_NAME = 64;

  /** Nanoseconds in a tick where the file does not say otherwise. */
  private static final long USUAL_SCALE = 1_000_000;

  /** 10 years, in nanoseconds: times beyond are damage, and their sums could overflow. */
  private static final long LATEST = 315_360_000_000_000_000L;

  /** Each costs its set-up, so a file must not consist of them. */
  private static final int MOST_FILES = 1000;

  /** Each costs a search for the next cluster. */
  private static final int MOST_FAULTS = 1000;

  private final ByteReader in;
  private final PacketSink sink;

  /** Which of the audio tracks is decoded. */
  private final int index;

  private Optional<TrackDecoder> track = Optional.empty();
  private int files;
  private int faults;
  private long segmentEnd = Ebml.OPEN;

  /** Whether an element that is walked into goes past the end of the input. */
  private boolean isCut;

  private long scale = USUAL_SCALE;
  private long clusterTime;

  /** Time of the first block of any track, from which all times count. */
  private OptionalLong origin = OptionalLong.empty();

  private MatroskaDecoder(ByteReader in, PcmSink sink, int index) {
    this.in = in;
    this.sink = new PacketSink(sink);
    this.index = index;
  }

  /**
   * Decodes a whole file, or several that were put one after the other.
   *
   * @param in stands at the EBML header
   * @param track which audio track to decode, counted from 1; the one that suits best if empty
   */
  public static void decode(ByteReader in, PcmSink sink, OptionalInt track) {
    long start = in.position();
    List<TrackEntry> entries = firstTracks(in);
    Tracks.decode(
        entries,
        track,
        TrackEntry::rank,
        sink,
        (entry, to) -> {
          in.seek(start);
          new MatroskaDecoder(in, to, entries.indexOf(entry)).decode();
        });
  }

  /** The audio tracks of the first segment. */
  private static List<TrackEntry> firstTracks(ByteReader in) {
    while (in.remaining() > 0) {
      Ebml element = next(in);
      switch (element.id()) {
        case EBML -> checkKind(in, element);
        case SEGMENT, CLUSTER -> {}
        case TRACKS -> {
          return readTracks(in, element);
        }
        default -> element.skip(in);
      }
    }
    throw AudioException.malformed("The Matroska file lacks its tracks", in.position());
  }

  private static List<TrackEntry> readTracks(ByteReader in, Ebml tracks) {
    tracks.requireKnownEnd();
    List<TrackEntry> entries = new ArrayList<>();
    in.seek(tracks.start());
    while (in.position() < tracks.end()) {
      Ebml child = Ebml.next(in, tracks.end());
      child.requireKnownEnd();
      if (child.id() == TRACK_ENTRY) {
        TrackEntry entry = TrackEntry.read(in, child);
        if (entry.isAudio()) {
          entries.add(entry);
        }
      }
      child.skip(in);
    }
    if (entries.isEmpty()) {
      throw new AudioException(AudioException.Reason.EMPTY, "The Matroska file has no audio track");
    }
    return entries;
  }

  private void decode() {
    // What follows a segment is another file or of no account.
    while (in.remaining() > 0 && (in.position() < segmentEnd || in.finds(EBML_BYTES, 0))) {
      long at = in.position();
      try {
        decodeElement(next(in));
      } catch (AudioException e) {
        if (track.isEmpty() || e.reason() != AudioException.Reason.MALFORMED) {
          throw e;
        }
        goOnAfter(e, at);
      }
    }
    requireTrack();
    if (isCut) {
      sink.warn(
          AudioWarning.Kind.TRUNCATED,
          "A Matroska segment or cluster claims more than there is: the end is missing",
          in.length());
    }
  }

  private void decodeElement(Ebml element) {
    switch (element.id()) {
      case EBML -> begin(element);
      case SEGMENT -> {
        segmentEnd = element.end();
        noteEnd(element);
      }
      case CLUSTER -> noteEnd(element);
      case INFO -> readInfo(element);
      case TRACKS -> beginTrack(element);
      case TIMESTAMP -> clusterTime = element.unsigned(in);
      case SIMPLE_BLOCK -> decodeBlock(element, 0);
      case BLOCK_GROUP -> decodeGroup(element);
      default -> element.skip(in);
    }
  }

  /** The next element, which lies whole in the input unless it is one that is walked into. */
  private static Ebml next(ByteReader in) {
    long at = in.position();
    Ebml element = Ebml.nextOrCut(in);
    if (element.id() == SEGMENT || element.id() == CLUSTER) {
      return element;
    }
    in.seek(at);
    return Ebml.next(in, in.length());
  }

  private void noteEnd(Ebml element) {
    isCut |= element.end() != Ebml.OPEN && element.end() > in.length();
  }

  /** Looks for the next cluster after a fault; if there is none, the end is missing. */
  private void goOnAfter(AudioException fault, long at) {
    faults++;
    if (faults > MOST_FAULTS) {
      throw fault;
    }
    in.seek(at + 1);
    while (in.remaining() >= CLUSTER_BYTES.length() && !in.finds(CLUSTER_BYTES, 0)) {
      in.skip(1, "a damaged Matroska element");
    }
    if (in.finds(CLUSTER_BYTES, 0)) {
      sink.lose(0, fault.fault(), at);
    } else {
      sink.warn(AudioWarning.Kind.TRUNCATED, fault.fault(), at);
      isCut = false;
      in.seek(in.length());
    }
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
    scale = USUAL_SCALE;
    origin = OptionalLong.empty();
    checkKind(in, header);
  }

  private static void checkKind(ByteReader in, Ebml header) {
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

  private void readInfo(Ebml info) {
    info.requireKnownEnd();
    while (in.position() < info.end()) {
      Ebml child = Ebml.next(in, info.end());
      if (child.id() == TIMESTAMP_SCALE) {
        scale = child.unsigned(in);
      }
      child.skip(in);
    }
  }

  private void beginTrack(Ebml tracks) {
    if (track.isEmpty()) {
      List<TrackEntry> entries = readTracks(in, tracks);
      TrackEntry entry = entries.get(Math.min(index, entries.size() - 1));
      track = Optional.of(new TrackDecoder(entry, sink));
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
    long time = timeOf(block);
    if (origin.isEmpty()) {
      origin = OptionalLong.of(time);
    }
    track.get().decode(in, block, time - origin.getAsLong(), discard);
    in.seek(block.end());
  }

  /** In nanoseconds; 0 for a time that cannot be. */
  private long timeOf(Ebml block) {
    in.seek(block.start());
    Ebml.readSize(in);
    double time = ((double) clusterTime + (short) in.bigUnsigned16()) * scale;
    return Math.abs(time) <= LATEST ? (long) time : 0;
  }

  private void requireTrack() {
    if (track.isEmpty()) {
      throw AudioException.malformed("The Matroska file lacks its tracks", in.position());
    }
  }
}
