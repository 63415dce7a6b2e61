// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.mp4;

import vn.nghe.audio.AudioException;
import vn.nghe.audio.io.ByteReader;

/**
 * The frames that the tables of a track's {@code stbl} box list (ISO/IEC 14496-12, 8.7): chunks lie
 * at given places, runs of chunks hold as many frames each, and frames have their sizes or one
 * size. The tables are read where they lie.
 */
final class SampleTable implements Samples {
  private static final int RUN_BYTES = 12;

  private final ByteReader in;

  private final long sizes;
  private final int sizeBits;
  private final long commonSize;
  private final long count;

  private final long runs;
  private final long runCount;

  private final long chunks;
  private final int chunkBytes;
  private final long chunkCount;

  private final TimeTable times;

  private long sample;
  private long run;
  private long samplesPerChunk;
  private long chunk;
  private long leftInChunk;
  private long next;
  private long start;
  private long size;

  /**
   * Stands before the first frame.
   *
   * @param table the {@code stbl} box
   * @param unit bytes of a sample of all channels where sound is uncompressed, else 0: QuickTime
   *     counts such by their number and calls that a size of 1
   */
  SampleTable(ByteReader in, Box table, long unit) {
    this.in = in;
    Box sizeBox = table.find(in, "stsz").orElseGet(() -> table.require(in, "stz2"));
    in.seek(sizeBox.body());
    in.skip(4, "an MP4 table of sizes");
    if (sizeBox.type().equals("stsz")) {
      long stated = in.bigUnsigned32();
      commonSize = stated == 1 && unit > 0 ? unit : stated;
      sizeBits = commonSize == 0 ? 32 : 0;
    } else {
      commonSize = 0;
      sizeBits = (int) in.bigUnsigned32() & 0xFF;
      if (sizeBits != 4 && sizeBits != 8 && sizeBits != 16) {
        throw AudioException.malformed(
            "An MP4 table has sizes of " + sizeBits + " bits", in.position() - 1);
      }
    }
    count = in.bigUnsigned32();
    sizes = in.position();
    sizeBox.requireEntries(sizes, count, sizeBits);

    Box runBox = table.require(in, "stsc");
    in.seek(runBox.body());
    in.skip(4, "an MP4 table of chunks");
    runCount = in.bigUnsigned32();
    runs = in.position();
    runBox.requireEntries(runs, runCount, 8 * RUN_BYTES);

    Box chunkBox = table.find(in, "stco").orElseGet(() -> table.require(in, "co64"));
    chunkBytes = chunkBox.type().equals("stco") ? 4 : 8;
    in.seek(chunkBox.body());
    in.skip(4, "an MP4 table of places");
    chunkCount = in.bigUnsigned32();
    chunks = in.position();
    chunkBox.requireEntries(chunks, chunkCount, 8 * chunkBytes);
    times = new TimeTable(in, table);
  }

  @Override
  public boolean advance() {
    if (sample == count) {
      return false;
    }
    while (leftInChunk == 0) {
      beginChunk();
    }
    start = next;
    size = commonSize > 0 ? commonSize : readSize();
    next += size;
    leftInChunk--;
    sample++;
    times.advance();
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
    return times.time();
  }

  private long readSize() {
    in.seek(sizes + sample * sizeBits / 8);
    return switch (sizeBits) {
      case 4 -> (in.unsigned8() >> (sample % 2 == 0 ? 4 : 0)) & 15;
      case 8 -> in.unsigned8();
      case 16 -> in.bigUnsigned16();
      default -> in.bigUnsigned32();
    };
  }

  private void beginChunk() {
    if (chunk == chunkCount) {
      throw AudioException.malformed(
          "The MP4 has " + count + " frames, but only " + sample + " are in its chunks", chunks);
    }
    if (run < runCount) {
      in.seek(runs + run * RUN_BYTES);
      long first = in.bigUnsigned32() - 1;
      if (first < chunk || (run == 0 && first > 0)) {
        throw AudioException.malformed(
            "An MP4 run of chunks begins at chunk " + (first + 1), in.position() - 4);
      }
      if (first == chunk) {
        samplesPerChunk = in.bigUnsigned32();
        run++;
      }
    }
    in.seek(chunks + chunk * chunkBytes);
    next = chunkBytes == 4 ? in.bigUnsigned32() : in.big64();
    leftInChunk = samplesPerChunk;
    chunk++;
  }
}
