// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.flac;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import vn.nghe.audio.AudioException;
import vn.nghe.audio.io.BitReader;
import vn.nghe.audio.io.ByteReader;
import vn.nghe.audio.io.Crc;

/** Makes the checks of FLAC frames right, in whatever container. */
public final class FlacSeal {
  private static final byte[] MARK = "fLaC".getBytes(StandardCharsets.US_ASCII);

  /** Bytes from the mark to the end of STREAMINFO, which every frame has to agree with. */
  private static final int HEADER = MARK.length + 4 + 34;

  private final byte[] file;
  private final StreamInfo info;
  private final Crc crc8 = new Crc(8, 0x07);
  private final Crc crc16 = new Crc(16, 0x8005);

  private FlacSeal(byte[] file, StreamInfo info) {
    this.file = file;
    this.info = info;
  }

  /** Seals in place every frame that can be read and lies in one piece. */
  public static void seal(byte[] file) {
    int mark = 0;
    while (mark + HEADER <= file.length
        && !Arrays.equals(file, mark, mark + MARK.length, MARK, 0, MARK.length)) {
      mark++;
    }
    if (mark + HEADER > file.length) {
      return;
    }
    byte[] streamInfo = Arrays.copyOfRange(file, mark + MARK.length, mark + HEADER);
    streamInfo[0] = (byte) (streamInfo[0] | 0x80); // As if it were the last block.
    try {
      new FlacSeal(file, StreamInfo.read(ByteReader.of(streamInfo))).sealFrom(mark + HEADER);
    } catch (AudioException e) {
      // No STREAMINFO, so no frame is taken, whatever its check.
    }
  }

  private void sealFrom(int start) {
    int at = start;
    while (at + 6 < file.length) {
      boolean begins = file[at] == -1 && (file[at + 1] & 0xFE) == 0xF8;
      at = begins ? sealFrame(at) : at + 1;
    }
  }

  /** Seals the frame that begins at a byte; returns where to go on looking for the next. */
  private int sealFrame(int start) {
    int header = start + headerBytes(start);
    if (header >= file.length) {
      return start + 1;
    }
    file[header] = (byte) crc8.of(ByteReader.of(file), start, header);
    try {
      int end = (int) frameEnd(start);
      if (end + 2 > file.length) {
        return start + 1;
      }
      int check = crc16.of(ByteReader.of(file), start, end);
      ByteBuffer.wrap(file).putShort(end, (short) check);
      return end + 2;
    } catch (AudioException e) {
      return start + 1;
    }
  }

  private long frameEnd(int start) {
    ByteReader in = ByteReader.of(file);
    in.seek(start);
    FrameHeader header = FrameHeader.read(in, info, crc8);
    BitReader bits = new BitReader(in);
    for (int channel = 0; channel < info.channels(); channel++) {
      int width = info.bitsPerSample() + header.stereo().extraBits(channel);
      new Subframe(bits, start, new long[header.blockSize()], header.blockSize()).decode(width);
    }
    bits.finish();
    return in.position();
  }

  /** Bytes before the header's check (RFC 9639, section 9.1). */
  private int headerBytes(int start) {
    int sizeAndRate = file[start + 2] & 0xFF;
    int ones = Integer.numberOfLeadingZeros(~((file[start + 4] & 0xFF) << 24));
    int size =
        switch (sizeAndRate >> 4) {
          case 6 -> 1;
          case 7 -> 2;
          default -> 0;
        };
    int rate =
        switch (sizeAndRate & 15) {
          case 12 -> 1;
          case 13, 14 -> 2;
          default -> 0;
        };
    return 4 + Math.max(1, ones) + size + rate;
  }
}
