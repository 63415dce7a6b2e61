// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.alac;

import java.util.Arrays;
import vn.nghe.audio.AudioException;

/** Decodes packets of Apple Lossless. Each stands for itself. */
public final class AlacDecoder {
  private static final int SINGLE = 0;
  private static final int PAIR = 1;
  private static final int LOW_FREQUENCY = 3;
  private static final int DATA = 4;
  private static final int FILL = 6;
  private static final int END = 7;

  private final AlacConfig config;
  private final Element single;
  private final Element pair;
  private int[] samples = {};

  /** Makes ready for one stream. */
  public AlacDecoder(AlacConfig config) {
    this.config = config;
    this.single = new Element(config, 1);
    this.pair = new Element(config, 2);
  }

  /** How many samples of each channel a packet says that it has, by its first element. */
  int frames(byte[] packet, int length, long at) {
    Bits in = new Bits(packet, length, at);
    int tag = in.next(3);
    if (tag != SINGLE && tag != PAIR && tag != LOW_FREQUENCY) {
      return config.frames();
    }
    in.skip(4 + 12);
    boolean isShort = in.flag();
    in.skip(3);
    return isShort ? in.next(32) & Integer.MAX_VALUE : config.frames();
  }

  /**
   * Decodes a packet.
   *
   * @param packet the packet, from the front
   * @param length its bytes
   * @param at where it lies in the input, for faults
   * @return samples of each channel
   * @throws AudioException if the packet is damaged
   */
  public int decode(byte[] packet, int length, long at) {
    Bits in = new Bits(packet, length, at);
    int channels = 0;
    int count = -1;
    while (true) {
      int tag = in.next(3);
      switch (tag) {
        case SINGLE, LOW_FREQUENCY, PAIR -> {
          Element element = tag == PAIR ? pair : single;
          if (channels + element.channels() > config.channels()) {
            throw in.malformed("An ALAC packet has more than " + config.channels() + " channels");
          }
          int read = element.read(in);
          if (count >= 0 && read != count) {
            throw in.malformed("The channels of an ALAC packet differ in length");
          }
          count = read;
          interleave(element, channels, count);
          channels += element.channels();
        }
        case DATA -> skipData(in);
        case FILL -> skipFill(in);
        case END -> {
          if (channels < config.channels()) {
            throw in.malformed(
                "An ALAC packet has " + channels + " of " + config.channels() + " channels");
          }
          return count;
        }
        default -> throw in.malformed("An ALAC packet has an element of type " + tag);
      }
    }
  }

  /**
   * The samples of the packet decoded last, one of each channel, then the next of each, as integers
   * of as many bits as {@link AlacConfig#bits} says; to be read only, and only until the next.
   */
  public int[] samples() {
    return samples;
  }

  private void interleave(Element element, int channel, int count) {
    int needed = count * config.channels();
    if (samples.length < needed) {
      samples = Arrays.copyOf(samples, config.frames() * config.channels());
    }
    for (int i = 0; i < element.channels(); i++) {
      int[] from = element.samples(i);
      for (int frame = 0, at = channel + i; frame < count; frame++, at += config.channels()) {
        samples[at] = from[frame];
      }
    }
  }

  private static void skipData(Bits in) {
    in.skip(4);
    boolean isAligned = in.flag();
    int count = in.next(8);
    count += count == 255 ? in.next(8) : 0;
    if (isAligned) {
      in.align();
    }
    in.skip(8L * count);
  }

  private static void skipFill(Bits in) {
    int count = in.next(4);
    count += count == 15 ? in.next(8) - 1 : 0;
    in.skip(8L * count);
  }
}
