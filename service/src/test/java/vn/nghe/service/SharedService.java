// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service;

import java.util.HashMap;
import java.util.Map;

/** One real service with the real model for all tests that do not need one of their own. */
final class SharedService {
  /** Small, so that a body over it is quickly sent. */
  static final int MAX_BYTES = 1 << 20;

  private static final NgheService SERVICE =
      another(
          Map.of(
              "nghe.upload.max-bytes",
              Integer.toString(MAX_BYTES),
              "nghe.longest-audio",
              "PT1M",
              "nghe.realtime.sessions",
              "64"));

  private SharedService() {}

  static NgheService get() {
    return SERVICE;
  }

  /** A service with the real model for a test that needs one of its own. */
  static NgheService another(Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(settings);
    all.put("server.port", "0");
    all.put("nghe.model", TestFiles.model().toString());
    return NgheService.start(ServiceConfig.load(all));
  }

  static Client client() {
    return new Client(SERVICE.uri());
  }
}
