// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.inference;

import java.time.Duration;

/** A clip's right to be worked on. */
public interface Turn {
  /**
   * Lets others go first, and returns when it is this clip's turn again.
   *
   * @return whether to go on; if not, nobody waits for the result any more
   */
  boolean next();

  /** How long the clip was worked on so far, without what others did meanwhile. */
  Duration worked();
}
