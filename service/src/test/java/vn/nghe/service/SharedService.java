// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service;

import java.util.Map;

/** One real service with the real model for all tests that do not need one of their own. */
final class SharedService {
  /** Small, so that a body over it is quickly sent. */
  static final int MAX_BYTES = 1 << 20;

  private static final NgheService SERVICE =
      NgheService.start(
          ServiceConfig.load(
              Map.of(
                  "server.port",
                  "0",
                  "nghe.model",
                  TestFiles.model().toString(),
                  "nghe.upload.max-bytes",
                  Integer.toString(MAX_BYTES),
                  "nghe.longest-audio",
                  "PT1M")));

  private SharedService() {}

  static NgheService get() {
    return SERVICE;
  }

  static Client client() {
    return new Client(SERVICE.uri());
  }
}
