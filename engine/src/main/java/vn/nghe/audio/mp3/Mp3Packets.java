// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.mp3;

import vn.nghe.audio.AudioException;
import vn.nghe.audio.packet.PacketDecoder;
import vn.nghe.audio.packet.PacketSink;

/** Decodes MPEG audio out of packets of a container, one frame or several in each. */
public final class Mp3Packets implements PacketDecoder {
  private final PacketSink sink;
  private final int skip;
  private final MpegDecoder decoder = new MpegDecoder();
  private Mp3Header stream = Mp3Header.NONE;
  private byte[] frame = {};

  /**
   * Begins a stream.
   *
   * @param skip samples of each channel to cut off its start, at least 0
   * @param sink takes its sound, and is told that it begins when the first frame is decoded
   */
  public Mp3Packets(int skip, PacketSink sink) {
    this.skip = skip;
    this.sink = sink;
  }

  @Override
  public int frames(byte[] packet, int length, long at) {
    int frames = 0;
    for (int from = 0; from < length; ) {
      Mp3Header header = header(packet, from, length, at);
      frames += header.samples();
      from += header.frameBytes();
    }
    return frames;
  }

  @Override
  public void decode(byte[] packet, int length, long at, int keep) {
    int kept = 0;
    for (int from = 0; from < length; ) {
      Mp3Header header = header(packet, from, length, at);
      if (!header.continues(stream)) {
        begin(header);
      }
      int size = header.frameBytes();
      frame = frame.length < size ? new byte[Mp3Header.MOST_BYTES] : frame;
      System.arraycopy(packet, from, frame, 0, size);
      float[] samples = decoder.decode(header, frame, at + from);
      sink.accept(samples, header.samples(), keep - kept, at + from);
      kept += header.samples();
      from += size;
    }
  }

  private void begin(Mp3Header header) {
    sink.start(header.sampleRate(), header.channels(), stream.equals(Mp3Header.NONE) ? skip : 0);
    stream = header;
  }

  private static Mp3Header header(byte[] packet, int from, int length, long at) {
    Mp3Header header = Mp3Header.NONE;
    if (from + Mp3Header.BYTES <= length) {
      int bits = 0;
      for (int i = 0; i < Mp3Header.BYTES; i++) {
        bits = (bits << 8) | (packet[from + i] & 0xFF);
      }
      header = Mp3Header.of(bits);
    }
    if (header.equals(Mp3Header.NONE) || header.frameBytes() > length - from) {
      throw AudioException.malformed("A packet of MPEG audio is no whole frame", at + from);
    }
    return header;
  }
}
