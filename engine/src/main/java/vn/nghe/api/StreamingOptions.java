// SPDX-License-Identifier: Apache-2.0
package vn.nghe.api;

import java.time.Duration;
import java.util.Objects;

/**
 * Configures a live stream. Immutable; start from {@link #DEFAULT} and change what matters.
 *
 * @param decoding configures the search for final text; its alternatives are ignored
 * @param endpoint a pause this long ends a segment, whose text then becomes final, from {@link
 *     #SHORTEST_ENDPOINT} to {@link #LONGEST_ENDPOINT}; 0.8 s by default
 * @param longestSegment a segment without such a pause is cut after this time, where it is least
 *     loud, from {@link #SHORTEST_SEGMENT} to {@link #LONGEST_SEGMENT}; 12 s by default
 * @param partialInterval sound between one partial text and the next, from {@link
 *     #SHORTEST_INTERVAL}; 0.2 s by default. Where the machine is slower, partial texts come less
 *     often. A long interval, such as a day, means none
 */
public record StreamingOptions(
    Decoding decoding, Duration endpoint, Duration longestSegment, Duration partialInterval) {
  public static final Duration SHORTEST_ENDPOINT = Duration.ofMillis(200);
  public static final Duration LONGEST_ENDPOINT = Duration.ofSeconds(5);
  public static final Duration SHORTEST_SEGMENT = Duration.ofSeconds(5);
  public static final Duration LONGEST_SEGMENT = Duration.ofSeconds(25);
  public static final Duration SHORTEST_INTERVAL = Duration.ofMillis(100);

  /** The defaults named above, with {@link Decoding#DEFAULT}. */
  public static final StreamingOptions DEFAULT =
      new StreamingOptions(
          Decoding.DEFAULT, Duration.ofMillis(800), Duration.ofSeconds(12), Duration.ofMillis(200));

  /**
   * @throws IllegalArgumentException if a time is outside its range
   */
  public StreamingOptions {
    Objects.requireNonNull(decoding, "decoding");
    require("endpoint", endpoint, SHORTEST_ENDPOINT, LONGEST_ENDPOINT);
    require("longest segment", longestSegment, SHORTEST_SEGMENT, LONGEST_SEGMENT);
    if (partialInterval.compareTo(SHORTEST_INTERVAL) < 0) {
      throw new IllegalArgumentException(
          "partial interval of %s is below %s"
              .formatted(seconds(partialInterval), seconds(SHORTEST_INTERVAL)));
    }
  }

  public StreamingOptions withDecoding(Decoding changed) {
    return new StreamingOptions(changed, endpoint, longestSegment, partialInterval);
  }

  public StreamingOptions withEndpoint(Duration changed) {
    return new StreamingOptions(decoding, changed, longestSegment, partialInterval);
  }

  public StreamingOptions withLongestSegment(Duration changed) {
    return new StreamingOptions(decoding, endpoint, changed, partialInterval);
  }

  public StreamingOptions withPartialInterval(Duration changed) {
    return new StreamingOptions(decoding, endpoint, longestSegment, changed);
  }

  private static void require(String name, Duration value, Duration least, Duration most) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw new IllegalArgumentException(
          "%s of %s is outside %s to %s"
              .formatted(name, seconds(value), seconds(least), seconds(most)));
    }
  }

  private static String seconds(Duration duration) {
    return duration.toMillis() / 1000.0 + " s";
  }
}
