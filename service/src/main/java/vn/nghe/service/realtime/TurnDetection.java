// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.realtime;

import java.time.Duration;
import vn.nghe.api.StreamingOptions;

/**
 * When the service commits what was said by itself.
 *
 * @param threshold without effect: the engine compares sound with what surrounds it
 * @param prefixPaddingMilliseconds without effect: the engine has all the sound
 * @param silenceMilliseconds a pause this long ends a turn
 */
record TurnDetection(double threshold, int prefixPaddingMilliseconds, int silenceMilliseconds) {
  static final int SHORTEST_SILENCE = (int) StreamingOptions.SHORTEST_ENDPOINT.toMillis();
  static final int LONGEST_SILENCE = (int) StreamingOptions.LONGEST_ENDPOINT.toMillis();

  /** OpenAI's figures where they have no effect, else the engine's own. */
  static final TurnDetection DEFAULT =
      new TurnDetection(0.5, 300, (int) StreamingOptions.DEFAULT.endpoint().toMillis());

  Duration silence() {
    return Duration.ofMillis(silenceMilliseconds);
  }
}
