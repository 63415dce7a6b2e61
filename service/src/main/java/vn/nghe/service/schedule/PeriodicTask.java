// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.schedule;

import java.util.Locale;

/** Everything that the service repeats by itself: the values of the label {@code task}. */
public enum PeriodicTask {
  /** Reads the key file when it has changed. */
  KEY_FILE,
  /** Ends sessions and streams whose credentials no longer hold. */
  OPEN_REQUESTS,
  /** Reads which version the store of models points at, and serves it. */
  MODEL_STORE,
  /** Sees that the port takes connections. */
  LISTENER;

  /** Its name in metrics and in the log. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
