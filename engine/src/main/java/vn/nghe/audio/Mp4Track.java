// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio;

import java.util.List;

/**
 * A track of sound in an MP4 or QuickTime file.
 *
 * @param box the {@code trak} box
 * @param id identifier, which fragments refer to
 * @param timescale ticks per second of its clock, at least 1
 * @param table the {@code stbl} box: where its frames lie
 * @param entry how the sound is coded
 */
record Mp4Track(Mp4Box box, long id, long timescale, Mp4Box table, Mp4SampleEntry entry) {

  /** All tracks of sound, in the order of the file. */
  static List<Mp4Track> ofSound(ByteReader in, Mp4Box movie) {
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
  static long timescale(ByteReader in, Mp4Box header) {
    in.seek(header.body());
    boolean isLong = in.unsigned8() == 1;
    in.skip(3 + (isLong ? 16 : 8), "an MP4 header");
    long timescale = in.bigUnsigned32();
    if (timescale == 0) {
      throw AudioException.malformed("An MP4 clock has no ticks", in.position() - 4);
    }
    return timescale;
  }

  private static boolean isSound(ByteReader in, Mp4Box track) {
    Mp4Box handler = track.require(in, "mdia").require(in, "hdlr");
    in.seek(handler.body());
    return in.finds("soun", 8);
  }

  private static Mp4Track read(ByteReader in, Mp4Box track) {
    Mp4Box header = track.require(in, "tkhd");
    in.seek(header.body());
    boolean isLong = in.unsigned8() == 1;
    in.skip(3 + (isLong ? 16 : 8), "an MP4 track header");
    long id = in.bigUnsigned32();
    Mp4Box media = track.require(in, "mdia");
    Mp4Box table = media.require(in, "minf").require(in, "stbl");
    return new Mp4Track(
        track,
        id,
        timescale(in, media.require(in, "mdhd")),
        table,
        Mp4SampleEntry.read(in, table.require(in, "stsd")));
  }

  /** All frames: first those of the tables, then those of the fragments. */
  Mp4Samples samples(ByteReader in, Mp4Box movie) {
    Mp4Samples listed = new Mp4SampleTable(in, table);
    Mp4Samples fragmented = new Mp4Fragments(in, movie, id);
    return new Mp4Samples() {
      private Mp4Samples current = listed;

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
    };
  }
}
