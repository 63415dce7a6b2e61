// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.mp4;

import java.util.Optional;
import vn.nghe.audio.io.ByteReader;

/**
 * When the frames of a track sound (ISO/IEC 14496-12, 8.6.1.2): runs of frames that last equally
 * long. Where the table is missing or too short, time stands still.
 */
final class TimeTable {
  private static final int RUN_BYTES = 8;

  private final ByteReader in;
  private final long runs;
  private final long runCount;
  private long run;
  private long leftInRun;
  private long duration;
  private long time;
  private boolean begun;

  TimeTable(ByteReader in, Box table) {
    this.in = in;
    Optional<Box> box = table.find(in, "stts");
    if (box.isEmpty()) {
      runs = 0;
      runCount = 0;
      return;
    }
    in.seek(box.get().body());
    in.skip(4, "an MP4 table of times");
    long claimed = in.bigUnsigned32();
    runs = in.position();
    runCount = Math.min(claimed, (box.get().end() - runs) / RUN_BYTES);
  }

  /** Moves to the next frame. */
  void advance() {
    time += begun ? duration : 0;
    begun = true;
    while (leftInRun == 0) {
      if (run == runCount) {
        duration = 0;
        return;
      }
      in.seek(runs + run * RUN_BYTES);
      leftInRun = in.bigUnsigned32();
      duration = in.bigUnsigned32();
      run++;
    }
    leftInRun--;
  }

  /** When the frame sounds, in ticks. */
  long time() {
    return time;
  }
}
