// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.vorbis;

import com.jcraft.jogg.Packet;
import com.jcraft.jorbis.Block;
import com.jcraft.jorbis.Comment;
import com.jcraft.jorbis.DspState;
import com.jcraft.jorbis.Info;
import vn.nghe.audio.AudioException;

/** Decodes Vorbis packets through JOrbis. */
final class JOrbis {
  /** A comment header that says nothing: it could claim anything, and JOrbis would believe it. */
  private static final byte[] NO_COMMENT = {
    3, 'v', 'o', 'r', 'b', 'i', 's', 0, 0, 0, 0, 0, 0, 0, 0, 1
  };

  private final int channels;
  private final DspState state = new DspState();
  private final Block block = new Block(state);
  private final Packet packet = new Packet();
  private final float[][][] pcm = new float[1][][];
  private final int[] index;
  private final float[] interleaved;

  /**
   * Makes ready for one stream.
   *
   * @param header what the first header says
   * @param identification the first header
   * @param setup the third header, after {@link Setup#check}
   * @param at where the third header lies in the input, for faults
   */
  JOrbis(Identification header, byte[] identification, byte[] setup, long at) {
    channels = header.channels();
    index = new int[channels];
    interleaved = new float[channels * header.longBlock()];
    Info info = new Info();
    info.init();
    Comment comment = new Comment();
    comment.init();
    try {
      packet.b_o_s = 1;
      boolean taken = takeHeader(info, comment, identification);
      packet.b_o_s = 0;
      taken = taken && takeHeader(info, comment, NO_COMMENT) && takeHeader(info, comment, setup);
      if (!taken) {
        throw AudioException.malformed("The Vorbis headers are damaged", at);
      }
      state.synthesis_init(info);
      block.init(state);
    } catch (IndexOutOfBoundsException
        | NullPointerException
        | ArithmeticException
        | NegativeArraySizeException e) {
      throw AudioException.malformed("The Vorbis headers are damaged", at, e);
    }
  }

  /**
   * Decodes the next packet.
   *
   * @param bytes the packet, from the front
   * @param length its bytes
   * @param at where it lies in the input, for faults
   * @return samples of each channel that lie in {@link #interleaved()}
   */
  int decode(byte[] bytes, int length, long at) {
    offer(bytes, length);
    try {
      if (block.synthesis(packet) != 0 || state.synthesis_blockin(block) != 0) {
        throw AudioException.malformed("A Vorbis packet is damaged", at);
      }
      int frames = 0;
      for (int more = state.synthesis_pcmout(pcm, index);
          more > 0;
          more = state.synthesis_pcmout(pcm, index)) {
        interleave(frames, more);
        state.synthesis_read(more);
        frames += more;
      }
      return frames;
    } catch (IndexOutOfBoundsException | NullPointerException | ArithmeticException e) {
      throw AudioException.malformed("A Vorbis packet is damaged", at, e);
    }
  }

  /** Amplitudes; valid to the next packet. */
  float[] interleaved() {
    return interleaved;
  }

  private void interleave(int from, int frames) {
    for (int channel = 0; channel < channels; channel++) {
      float[] samples = pcm[0][channel];
      for (int i = 0; i < frames; i++) {
        interleaved[(from + i) * channels + channel] = samples[index[channel] + i];
      }
    }
  }

  private boolean takeHeader(Info info, Comment comment, byte[] header) {
    offer(header, header.length);
    return info.synthesis_headerin(comment, packet) == 0;
  }

  private void offer(byte[] bytes, int length) {
    packet.packet_base = bytes;
    packet.packet = 0;
    packet.bytes = length;
    packet.granulepos = -1;
  }
}
