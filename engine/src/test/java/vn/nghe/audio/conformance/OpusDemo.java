// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.conformance;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import vn.nghe.audio.ogg.OggBytes;

/**
 * The test vectors of RFC 8251: packets of two channels as the program opus_demo writes them, each
 * after its length and the decoder's final range, and the 16-bit samples that they decode to.
 */
final class OpusDemo {
  private OpusDemo() {}

  /** The same packets in Ogg, one a page, with nothing cut off. */
  static byte[] ogg(byte[] bits) {
    byte[] head =
        ByteBuffer.allocate(19)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put("OpusHead".getBytes(StandardCharsets.US_ASCII))
            .put((byte) 1)
            .put((byte) 2)
            .putShort((short) 0)
            .putInt(48_000)
            .array();
    byte[] tags =
        ByteBuffer.allocate(16).put("OpusTags".getBytes(StandardCharsets.US_ASCII)).array();
    List<byte[]> pages = new ArrayList<>();
    pages.add(OggBytes.page(OggBytes.BEGINS, 0, 1, 0, head));
    pages.add(OggBytes.page(0, 0, 1, 1, tags));
    ByteBuffer in = ByteBuffer.wrap(bits);
    long granule = 0;
    while (in.remaining() >= 8) {
      byte[] packet = new byte[in.getInt()];
      in.getInt();
      in.get(packet);
      granule += samples(packet);
      pages.add(OggBytes.page(0, granule, 1, pages.size(), packet));
    }
    return OggBytes.join(pages);
  }

  /** The length of a packet at 48 kHz, RFC 6716, 3.1 and 3.2. */
  private static int samples(byte[] packet) {
    if (packet.length == 0) {
      return 0;
    }
    int config = (packet[0] & 0xFF) >> 3;
    int frame;
    if (config < 12) {
      frame = new int[] {480, 960, 1920, 2880}[config & 3];
    } else if (config < 16) {
      frame = 480 << (config & 1);
    } else {
      frame = 120 << (config & 3);
    }
    return switch (packet[0] & 3) {
      case 0 -> frame;
      case 3 -> frame * (packet[1] & 63);
      default -> 2 * frame;
    };
  }

  /** The expected samples: the mean of both channels. */
  static float[] expected(byte[] pcm) {
    ByteBuffer in = ByteBuffer.wrap(pcm).order(ByteOrder.LITTLE_ENDIAN);
    float[] samples = new float[pcm.length / 4];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (in.getShort() + in.getShort()) / 65_536f;
    }
    return samples;
  }
}
