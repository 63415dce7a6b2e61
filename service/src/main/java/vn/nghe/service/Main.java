// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service;

import java.util.Map;
import vn.nghe.api.ModelException;
import vn.nghe.api.UnsupportedPlatformException;
import vn.nghe.service.config.ConfigurationException;

/** Runs the service until the process is told to end. */
final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    try {
      NgheService.serve(ServiceConfig.load(Map.of()));
    } catch (ConfigurationException | ModelException | UnsupportedPlatformException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }
}
