// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.observe;

import io.helidon.logging.common.LogConfig;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Logger;

/** How log lines are written. */
public enum LogFormat {
  /** For a person who looks on. */
  TEXT,
  /** For a program that collects them. */
  JSON;

  /** Sets up the log of this process. */
  public void install() {
    LogConfig.configureRuntime();
    Formatter formatter = this == JSON ? new JsonLines() : new TextLines();
    for (Handler handler : Logger.getLogger("").getHandlers()) {
      handler.setFormatter(formatter);
    }
  }
}
