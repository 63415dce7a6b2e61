// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.realtime;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** Names for what clients have to tell apart. They are no secret. */
final class Ids {
  private static final HexFormat HEX = HexFormat.of();

  private Ids() {}

  /**
   * A name that nothing else has.
   *
   * @param kind what it begins with
   */
  static String next(String kind) {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return kind + "_" + HEX.toHexDigits(random.nextLong()) + HEX.toHexDigits(random.nextInt());
  }
}
