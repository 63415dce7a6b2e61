// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.aac;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How the spectrum is cut into scale factor bands, which depends on the sampling rate (ISO/IEC
 * 14496-3, tables 4.129 to 4.147), and up to which of them the low complexity profile may shape
 * noise in time (table 4.155).
 */
final class Bands {
  private static final String SHORT_96 = "6x4 3x8 16 28 36";
  private static final String SHORT_48 = "5x4 3x8 3x12 3x16";
  private static final String SHORT_24 = "7x4 3x8 2x12 2x16 20";
  private static final String SHORT_16 = "8x4 2x8 2x12 16 2x20";
  private static final String SHORT_8 = "7x4 4x8 12 16 2x20";
  private static final String LONG_96 = "14x4 5x8 5x12 2x16 24 28 36 44 11x64";
  private static final String LONG_64 = "14x4 4x8 3x12 3x16 20 2x24 28 36 18x40";
  private static final String LONG_48 = "10x4 7x8 4x12 2x16 2x20 2x24 2x28 19x32 96";
  private static final String LONG_32 = "10x4 7x8 4x12 2x16 2x20 2x24 2x28 22x32";
  private static final String LONG_24 =
      "11x4 10x8 4x12 3x16 2x20 2x24 2x28 32 2x36 40 44 48 2x52 5x64";
  private static final String LONG_16 =
      "11x8 9x12 4x16 3x20 2x24 2x28 32 36 2x40 44 48 52 56 60 3x64";
  private static final String LONG_8 = "13x12 7x16 4x20 3x24 2x28 32 2x36 40 44 48 52 56 60 64 80";

  /** By index of the sampling rate, 96000 Hz first. */
  private static final List<Bands> LONG =
      List.of(
          new Bands(LONG_96, 31),
          new Bands(LONG_96, 31),
          new Bands(LONG_64, 34),
          new Bands(LONG_48, 40),
          new Bands(LONG_48, 42),
          new Bands(LONG_32, 51),
          new Bands(LONG_24, 46),
          new Bands(LONG_24, 46),
          new Bands(LONG_16, 42),
          new Bands(LONG_16, 42),
          new Bands(LONG_16, 42),
          new Bands(LONG_8, 39),
          new Bands(LONG_8, 39));

  private static final List<Bands> SHORT =
      List.of(
          new Bands(SHORT_96, 9),
          new Bands(SHORT_96, 9),
          new Bands(SHORT_96, 10),
          new Bands(SHORT_48, 14),
          new Bands(SHORT_48, 14),
          new Bands(SHORT_48, 14),
          new Bands(SHORT_24, 14),
          new Bands(SHORT_24, 14),
          new Bands(SHORT_16, 14),
          new Bands(SHORT_16, 14),
          new Bands(SHORT_16, 14),
          new Bands(SHORT_8, 14),
          new Bands(SHORT_8, 14));

  private final int[] starts;
  private final int shapedInTime;

  /** The widths of the bands, {@code 3x8} for 8 8 8. */
  private Bands(String widths, int shapedInTime) {
    int[] ends = Stream.of(widths.split(" ")).flatMapToInt(Bands::repeat).toArray();
    Arrays.parallelPrefix(ends, Integer::sum);
    this.starts = IntStream.concat(IntStream.of(0), IntStream.of(ends)).toArray();
    this.shapedInTime = shapedInTime;
  }

  private static IntStream repeat(String run) {
    int times = run.indexOf('x');
    int width = Integer.parseInt(run.substring(times + 1));
    int count = times < 0 ? 1 : Integer.parseInt(run.substring(0, times));
    return IntStream.generate(() -> width).limit(count);
  }

  /** The bands of a window of 1024 coefficients at a rate of {@link AacConfig}'s table. */
  static Bands ofLongWindow(int rateIndex) {
    return LONG.get(rateIndex);
  }

  /** The bands of a window of 128 coefficients. */
  static Bands ofShortWindow(int rateIndex) {
    return SHORT.get(rateIndex);
  }

  /** How many bands there are. */
  int count() {
    return starts.length - 1;
  }

  /** The first coefficient of a band, or the end of the last one for {@link #count}. */
  int start(int band) {
    return starts[band];
  }

  int width(int band) {
    return starts[band + 1] - starts[band];
  }

  /** The first band that no filter for shaping in time reaches. */
  int shapedInTime() {
    return shapedInTime;
  }
}
