// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.mp4;

import java.util.Collections;
import java.util.Iterator;
import vn.nghe.audio.io.ByteReader;

/**
 * The frames of a track in the movie's fragments (ISO/IEC 14496-12, 8.8), which are written while
 * the recording goes on: each {@code moof} box holds track fragments, and these runs of frames.
 */
final class Fragments implements Samples {
  private static final int BASE_IS_GIVEN = 0x1;
  private static final int DESCRIPTION_IS_GIVEN = 0x2;
  private static final int DURATION_IS_GIVEN = 0x8;
  private static final int SIZE_IS_GIVEN = 0x10;

  private static final int RUN_OFFSET_IS_GIVEN = 0x1;
  private static final int RUN_FIRST_FLAGS_ARE_GIVEN = 0x4;
  private static final int RUN_DURATIONS_ARE_GIVEN = 0x100;
  private static final int RUN_SIZES_ARE_GIVEN = 0x200;
  private static final int RUN_FLAGS_ARE_GIVEN = 0x400;
  private static final int RUN_TIME_OFFSETS_ARE_GIVEN = 0x800;

  private final ByteReader in;
  private final long track;
  private final long sizeOfMovie;
  private final long durationOfMovie;
  private final Iterator<Box> top;
  private Iterator<Box> ofMovieFragment = Collections.emptyIterator();
  private Iterator<Box> ofTrackFragment = Collections.emptyIterator();
  private long base;
  private long commonSize;
  private long commonDuration;

  private long left;
  private long entry;
  private int entryBytes;
  private int sizeAt;
  private boolean hasDurations;
  private long next;
  private long start;
  private long size;
  private long time;
  private long nextTime;

  /**
   * Starts before the first fragment.
   *
   * @param movie the {@code moov} box
   * @param track identifier of the track
   */
  Fragments(ByteReader in, Box movie, long track) {
    this.in = in;
    this.track = track;
    this.sizeOfMovie =
        movie.find(in, "mvex").map(extension -> common(in, extension, track, 16)).orElse(0L);
    this.durationOfMovie =
        movie.find(in, "mvex").map(extension -> common(in, extension, track, 12)).orElse(0L);
    this.top = Box.whole(in).children(in).iterator();
  }

  @Override
  public boolean advance() {
    while (left == 0) {
      if (!beginRun()) {
        return false;
      }
    }
    if (sizeAt < 0) {
      size = commonSize;
    } else {
      in.seek(entry + sizeAt);
      size = in.bigUnsigned32();
    }
    time = nextTime;
    if (hasDurations) {
      in.seek(entry);
      nextTime += in.bigUnsigned32();
    } else {
      nextTime += commonDuration;
    }
    entry += entryBytes;
    start = next;
    next += size;
    left--;
    return true;
  }

  @Override
  public long start() {
    return start;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public long time() {
    return time;
  }

  /** What holds of frames where no fragment says otherwise: a field of the {@code trex} box. */
  private static long common(ByteReader in, Box extension, long track, int at) {
    return extension
        .children(in)
        .filter(box -> box.type().equals("trex") && isOf(in, box, track))
        .findFirst()
        .map(
            box -> {
              in.seek(box.body() + at);
              return in.bigUnsigned32();
            })
        .orElse(0L);
  }

  private static boolean isOf(ByteReader in, Box defaults, long track) {
    in.seek(defaults.body() + 4);
    return in.bigUnsigned32() == track;
  }

  private boolean beginRun() {
    while (true) {
      if (ofTrackFragment.hasNext()) {
        Box box = ofTrackFragment.next();
        if (box.type().equals("trun")) {
          readRun(box);
          return true;
        }
        if (box.type().equals("tfdt")) {
          in.seek(box.body());
          boolean isLong = in.unsigned8() == 1;
          in.skip(3, "an MP4 tfdt box");
          nextTime = isLong ? in.big64() : in.bigUnsigned32();
        }
      } else if (ofMovieFragment.hasNext()) {
        Box box = ofMovieFragment.next();
        if (box.type().equals("traf") && readHeader(box.require(in, "tfhd"))) {
          ofTrackFragment = box.children(in).iterator();
        }
      } else if (top.hasNext()) {
        Box box = top.next();
        if (box.type().equals("moof")) {
          base = box.start();
          ofMovieFragment = box.children(in).iterator();
        }
      } else {
        return false;
      }
    }
  }

  /** Returns whether the track fragment is one of this track. */
  private boolean readHeader(Box header) {
    in.seek(header.body());
    int flags = (int) in.bigUnsigned32();
    if (in.bigUnsigned32() != track) {
      return false;
    }
    long fragment = base;
    if ((flags & BASE_IS_GIVEN) != 0) {
      fragment = in.big64();
    }
    in.skip((flags & DESCRIPTION_IS_GIVEN) == 0 ? 0 : 4, "an MP4 tfhd box");
    commonDuration = (flags & DURATION_IS_GIVEN) == 0 ? durationOfMovie : in.bigUnsigned32();
    commonSize = (flags & SIZE_IS_GIVEN) == 0 ? sizeOfMovie : in.bigUnsigned32();
    base = fragment;
    next = fragment;
    return true;
  }

  private void readRun(Box run) {
    in.seek(run.body());
    int flags = (int) in.bigUnsigned32();
    left = in.bigUnsigned32();
    if ((flags & RUN_OFFSET_IS_GIVEN) != 0) {
      next = base + (int) in.bigUnsigned32();
    }
    in.skip((flags & RUN_FIRST_FLAGS_ARE_GIVEN) == 0 ? 0 : 4, "an MP4 trun box");
    int durations = (flags & RUN_DURATIONS_ARE_GIVEN) == 0 ? 0 : 4;
    int sizes = (flags & RUN_SIZES_ARE_GIVEN) == 0 ? 0 : 4;
    int others = 4 * Integer.bitCount(flags & (RUN_FLAGS_ARE_GIVEN | RUN_TIME_OFFSETS_ARE_GIVEN));
    entry = in.position();
    entryBytes = durations + sizes + others;
    sizeAt = sizes == 0 ? -1 : durations;
    hasDurations = durations > 0;
    run.requireEntries(entry, left, 8 * entryBytes);
  }
}
