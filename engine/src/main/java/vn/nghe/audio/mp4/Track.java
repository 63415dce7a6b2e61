// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.mp4;

import java.util.List;
import vn.nghe.audio.AudioException;
import vn.nghe.audio.io.ByteReader;

/**
 * A track of sound in an MP4 or QuickTime file.
 *
 * @param box the {@code trak} box
 * @param isEnabled whether it is to be played unless the user chooses otherwise
 * @param id identifier, which fragments refer to
 * @param timescale ticks per second of its clock, at least 1
 * @param table the {@code stbl} box: where its frames lie
 * @param entry how the sound is coded
 */
record Track(Box box, boolean isEnabled, long id, long timescale, Box table, SampleEntry entry) {

  private static final int ENABLED = 1;

  /** All tracks of sound, in the order of the file. */
  static List<Track> ofSound(ByteReader in, Box movie) {
    return movie
        .children(in)
        .filter(box -> box.type().equals("trak") && isSound(in, box))
        .map(box -> read(in, box))
        .toList();
  }

  /**
   * Ticks per second.
   *
   * @param header an {@code mvhd} or {@code mdhd} box
   */
  static long timescale(ByteReader in, Box header) {
    in.seek(header.body());
    boolean isLong = in.unsigned8() == 1;
    in.skip(3 + (isLong ? 16 : 8), "an MP4 header");
    long timescale = in.bigUnsigned32();
    if (timescale == 0) {
      throw AudioException.malformed("An MP4 clock has no ticks", in.position() - 4);
    }
    return timescale;
  }

  private static boolean isSound(ByteReader in, Box track) {
    Box handler = track.require(in, "mdia").require(in, "hdlr");
    in.seek(handler.body());
    return in.finds("soun", 8);
  }

  private static Track read(ByteReader in, Box track) {
    Box header = track.require(in, "tkhd");
    in.seek(header.body());
    boolean isLong = in.unsigned8() == 1;
    boolean isEnabled = (in.bigUnsigned24() & ENABLED) != 0;
    in.skip(isLong ? 16 : 8, "an MP4 track header");
    long id = in.bigUnsigned32();
    Box media = track.require(in, "mdia");
    Box table = media.require(in, "minf").require(in, "stbl");
    return new Track(
        track,
        isEnabled,
        id,
        timescale(in, media.require(in, "mdhd")),
        table,
        SampleEntry.read(in, table.require(in, "stsd")));
  }

  /** How well the track suits, 0 best: it can be decoded, and is to be played. */
  int rank(ByteReader in) {
    return (entry.isSupported(in) ? 0 : 2) + (isEnabled ? 0 : 1);
  }

  /** All frames: first those of the tables, then those of the fragments. */
  Samples samples(ByteReader in, Box movie) {
    Samples listed = new SampleTable(in, table, RawTrack.unit(in, entry));
    Samples fragmented = new Fragments(in, movie, id);
    return new Samples() {
      private Samples current = listed;

      @Override
      public boolean advance() {
        if (current.advance()) {
          return true;
        }
        current = fragmented;
        return current.advance();
      }

      @Override
      public long start() {
        return current.start();
      }

      @Override
      public long size() {
        return current.size();
      }

      @Override
      public long time() {
        return current.time();
      }
    };
  }
}
