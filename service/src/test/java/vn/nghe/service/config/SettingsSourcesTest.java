// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SettingsSourcesTest {
  @Test
  void theEnvironmentSpellsKeysInCapitals() {
    Map<String, String> variables =
        Map.of("NGHE_UPLOAD_MAX_BYTES", "5", "SERVER_PORT", "1", "NGHE_SERVICE_HOST", "10.0.0.1");

    assertEquals(
        Map.of("nghe.upload.max-bytes", "5", "server.port", "1"),
        SettingsSources.environment(
            variables, Set.of("nghe.upload.max-bytes", "server.port", "nghe.workers")));
  }
}
