// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.flac;

import vn.nghe.audio.AudioException;
import vn.nghe.audio.io.BitReader;
import vn.nghe.audio.io.ByteReader;
import vn.nghe.audio.packet.PacketDecoder;
import vn.nghe.audio.packet.PacketSink;

/** Decodes FLAC whose frames are the packets of a container. */
public final class FlacPackets implements PacketDecoder {
  private static final int LAST = 0x80;

  private final FrameDecoder frames;
  private final PacketSink sink;

  private FlacPackets(StreamInfo info, PacketSink sink) {
    this.frames = new FrameDecoder(info);
    this.sink = sink;
  }

  /**
   * Makes ready for one stream.
   *
   * @param streamInfo the STREAMINFO block with its header, and perhaps more
   * @param at where the headers end in the input, for faults
   * @param sink is told that the stream begins
   */
  public static FlacPackets of(byte[] streamInfo, long at, PacketSink sink) {
    StreamInfo info = streamInfo(streamInfo, at);
    sink.start(info.sampleRate(), info.channels(), 0);
    return new FlacPackets(info, sink);
  }

  /** Reads what stands at the front of the headers, whatever follows. */
  public static StreamInfo streamInfo(byte[] streamInfo, long at) {
    if (streamInfo.length == 0) {
      throw AudioException.malformed("The FLAC STREAMINFO block is missing", at);
    }
    byte[] alone = streamInfo.clone();
    alone[0] |= (byte) LAST;
    return StreamInfo.read(ByteReader.ofPacket(alone, alone.length, at));
  }

  @Override
  public int frames(byte[] packet, int length, long at) {
    return frames.blockSize(ByteReader.ofPacket(packet, length, at));
  }

  @Override
  public void decode(byte[] packet, int length, long at, int keep) {
    ByteReader in = ByteReader.ofPacket(packet, length, at);
    int count = frames.decode(in, new BitReader(in));
    sink.accept(frames.interleaved(), count, keep, at);
  }
}
