// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.connection;

import java.time.Duration;
import vn.nghe.service.config.Bounds;
import vn.nghe.service.config.SettingsReader;

/**
 * How many connections there may be, and how long a client may keep one without a request, or
 * without reading.
 *
 * @param head from the first byte of a request's head to its last
 * @param idle until the first byte of a head
 * @param write until the client takes the next bytes of an answer
 * @param most connections at once
 * @param mostPerAddress of them, from one address
 */
public record ConnectionLimits(
    Duration head, Duration idle, Duration write, int most, int mostPerAddress) {
  private static final String HEAD = "nghe.connection.head-timeout";
  private static final String IDLE = "nghe.connection.idle-timeout";
  private static final String WRITE = "nghe.connection.write-timeout";
  private static final String MOST = "nghe.connection.max-open";
  private static final String MOST_PER_ADDRESS = "nghe.connection.max-open-per-address";

  /**
   * The heap that a connection takes in the middle of a request, generously: two buffers of 8 KiB,
   * a piece of an answer of 16 KiB, and the frames of two virtual threads.
   */
  private static final long BYTES = 48 * 1024;

  /** How much of the heap connections may take: the rest is for recordings and the model. */
  private static final int HEAP_DIVISOR = 8;

  public ConnectionLimits {
    Bounds.positive(HEAD, head);
    Bounds.positive(IDLE, idle);
    Bounds.positive(WRITE, write);
    Bounds.atLeast(MOST, most, 1);
    Bounds.atLeast(MOST_PER_ADDRESS, mostPerAddress, 1);
  }

  /** The settings below {@code nghe.connection}. */
  public static ConnectionLimits read(SettingsReader reader) {
    int most = orDefault(reader.integer(MOST), byHeap());
    return new ConnectionLimits(
        reader.duration(HEAD),
        reader.duration(IDLE),
        reader.duration(WRITE),
        most,
        orDefault(reader.integer(MOST_PER_ADDRESS), most - most / 4));
  }

  private static int byHeap() {
    return Math.clamp(
        Runtime.getRuntime().maxMemory() / HEAP_DIVISOR / BYTES, 64, Integer.MAX_VALUE);
  }

  private static int orDefault(int value, int otherwise) {
    return value == 0 ? otherwise : value;
  }
}
