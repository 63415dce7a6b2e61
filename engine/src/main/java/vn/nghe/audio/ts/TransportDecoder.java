// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.ts;

import vn.nghe.audio.AudioException;
import vn.nghe.audio.adts.AdtsDecoder;
import vn.nghe.audio.io.ByteReader;
import vn.nghe.audio.io.Extents;
import vn.nghe.audio.latm.LatmDecoder;
import vn.nghe.audio.mp3.Mp3Decoder;
import vn.nghe.audio.pcm.PcmSink;

/**
 * Decodes the first track of sound in an MPEG transport stream that is AAC or MPEG audio. Its bytes
 * are gathered from their packets first; the codec's own frames find themselves in them, whatever
 * was lost in between.
 */
public final class TransportDecoder {
  private final ByteReader in;
  private final ProgramMap map;
  private final Extents sound = new Extents();
  private int headerLeft;

  private TransportDecoder(ByteReader in) {
    this.in = in;
    this.map = new ProgramMap();
  }

  /** Whether a transport stream begins at the cursor, which stays. */
  public static boolean begins(ByteReader in) {
    return Packets.find(in).isPresent();
  }

  /**
   * Decodes a whole file.
   *
   * @param in stands at the first byte of a file that is known to be a transport stream
   */
  public static void decode(ByteReader in, PcmSink sink) {
    new TransportDecoder(in).decode(sink);
  }

  private void decode(PcmSink sink) {
    Packets packets = Packets.find(in).orElseThrow();
    while (packets.advance()) {
      if (packets.payloadBytes() == 0) {
        continue;
      }
      if (map.isTable(packets.id())) {
        map.take(in, packets);
      } else if (map.isSound(packets.id())) {
        takeSound(packets);
      }
    }
    map.requireSound();
    if (sound.size() == 0) {
      throw new AudioException(
          AudioException.Reason.EMPTY,
          "The MPEG transport stream has a track of sound without any");
    }
    ByteReader joined = sound.open(in);
    if (map.codec() == ProgramMap.Codec.MPEG) {
      Mp3Decoder.decode(joined, sink);
    } else if (LatmDecoder.begins(joined)) {
      LatmDecoder.decode(joined, sink);
    } else {
      AdtsDecoder.decode(joined, sink);
    }
  }

  /** Leaves out the header that each piece of the track begins with (2.4.3.6). */
  private void takeSound(Packets packets) {
    long start = packets.payload();
    int size = packets.payloadBytes();
    if (packets.beginsUnit()) {
      headerLeft = 0;
      in.seek(start);
      if (size < 9 || !in.finds("\u0000\u0000\u0001", 0)) {
        return;
      }
      in.skip(8, "the header of a piece");
      headerLeft = 9 + in.unsigned8();
    }
    int header = Math.min(headerLeft, size);
    headerLeft -= header;
    sound.add(start + header, size - header);
  }
}
