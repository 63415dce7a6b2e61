// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.aac;

import java.util.ArrayList;
import java.util.List;
import vn.nghe.audio.AudioException;

/**
 * Decodes the frames of an AAC-LC stream (ISO/IEC 14496-3, subpart 4). What makes HE-AAC of it
 * stands in fill elements and is passed over. Channels keep the order in which their elements
 * stand.
 */
final class AacDecoder {
  private static final int SINGLE = 0;
  private static final int PAIR = 1;
  private static final int COUPLING = 2;
  private static final int LOW_FREQUENCY = 3;
  private static final int DATA = 4;
  private static final int PROGRAM = 5;
  private static final int FILL = 6;
  private static final int END = 7;

  private static final int MOST_CHANNELS = 16;

  private final int rateIndex;
  private final Noise noise = new Noise();
  private final List<Channel> channels = new ArrayList<>();
  private final List<Windows> windows = new ArrayList<>();
  private final Stereo stereo = new Stereo();

  /**
   * Makes ready for one stream.
   *
   * @param rateIndex of the sampling rate, 0 to 12
   */
  AacDecoder(int rateIndex) {
    this.rateIndex = rateIndex;
  }

  /**
   * Reads a frame without putting out its samples yet.
   *
   * @return how many channels it has, at least 1
   * @throws AudioException if it is damaged
   */
  int read(AacBits in) {
    windows.clear();
    while (true) {
      switch (in.unsigned(3)) {
        case SINGLE, LOW_FREQUENCY -> readSingle(in);
        case PAIR -> readPair(in);
        case COUPLING -> throw in.malformed("An AAC frame has coupling, which is not supported");
        case DATA -> skipData(in);
        case PROGRAM -> skipProgram(in);
        case FILL -> skipFill(in);
        case END -> {
          in.align();
          if (windows.isEmpty()) {
            throw in.malformed("An AAC frame has no sound");
          }
          return windows.size();
        }
        default -> throw new IllegalStateException("Three bits are at most 7");
      }
    }
  }

  /** Puts out a channel's 1024 samples of the frame that was read. */
  void finish(int channel, float[] samples) {
    channels.get(channel).finish(windows.get(channel), samples);
  }

  /** Lets the next frame follow silence. */
  void forget() {
    channels.forEach(Channel::forget);
  }

  private void readSingle(AacBits in) {
    in.skip(4);
    int level = in.unsigned(8);
    Windows layout = Windows.read(in, rateIndex);
    next(in, layout).read(in, layout, level);
  }

  private void readPair(AacBits in) {
    in.skip(4);
    boolean shareWindows = in.flag();
    stereo.clear();
    if (shareWindows) {
      Windows shared = Windows.read(in, rateIndex);
      stereo.read(in, shared);
      Channel left = next(in, shared);
      left.read(in, shared, in.unsigned(8));
      Channel right = next(in, shared);
      right.read(in, shared, in.unsigned(8));
      stereo.apply(left, right, shared);
      return;
    }
    Channel left = readOfPair(in);
    Channel right = readOfPair(in);
    stereo.apply(left, right, windows.getLast());
  }

  private Channel readOfPair(AacBits in) {
    int level = in.unsigned(8);
    Windows layout = Windows.read(in, rateIndex);
    Channel channel = next(in, layout);
    channel.read(in, layout, level);
    return channel;
  }

  private Channel next(AacBits in, Windows layout) {
    if (windows.size() == MOST_CHANNELS) {
      throw in.malformed("An AAC frame has more than " + MOST_CHANNELS + " channels");
    }
    windows.add(layout);
    return channel(windows.size() - 1);
  }

  private Channel channel(int number) {
    while (channels.size() <= number) {
      channels.add(new Channel(noise));
    }
    return channels.get(number);
  }

  private static void skipData(AacBits in) {
    in.skip(4);
    boolean isAligned = in.flag();
    int count = in.unsigned(8);
    if (count == 255) {
      count += in.unsigned(8);
    }
    if (isAligned) {
      in.align();
    }
    in.skip(8L * count);
  }

  private static void skipFill(AacBits in) {
    int count = in.unsigned(4);
    if (count == 15) {
      count += in.unsigned(8) - 1;
    }
    in.skip(8L * count);
  }

  /** Where the loudspeakers stand ({@code program_config_element}, table 4.2). */
  private static void skipProgram(AacBits in) {
    in.skip(4 + 2 + 4);
    int frontSideAndBack = in.unsigned(4) + in.unsigned(4) + in.unsigned(4);
    int lowFrequency = in.unsigned(2);
    int data = in.unsigned(3);
    int coupling = in.unsigned(4);
    // Numbers of elements for one or two loudspeakers, and how to mix for two.
    in.skip(in.flag() ? 4 : 0);
    in.skip(in.flag() ? 4 : 0);
    in.skip(in.flag() ? 3 : 0);
    in.skip(5L * frontSideAndBack + 4L * lowFrequency + 4L * data + 5L * coupling);
    in.align();
    in.skip(8L * in.unsigned(8));
  }
}
