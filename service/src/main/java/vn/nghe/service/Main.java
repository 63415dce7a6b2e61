// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service;

import io.helidon.logging.common.LogConfig;
import java.util.Map;
import vn.nghe.model.ModelException;

/** Runs the service until the process is told to end. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    LogConfig.configureRuntime();
    try {
      NgheService.start(ServiceConfig.load(Map.of())).stopWithProcess();
    } catch (ConfigurationException | ModelException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }
}
