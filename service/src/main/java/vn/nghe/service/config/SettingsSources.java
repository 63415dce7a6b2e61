// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.config;

import io.helidon.config.Config;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Where settings come from, and which of two wins. */
final class SettingsSources {
  private static final String OURS = "nghe.";
  private static final String HELIDONS = "server.";

  private SettingsSources() {}

  static Config merged(Map<String, String> overrides) {
    Map<String, String> defaults =
        Config.just(io.helidon.config.ConfigSources.classpath("application.yaml")).asMap().get();
    Map<String, String> merged = new TreeMap<>(defaults);
    merged.putAll(environment(System.getenv(), defaults.keySet()));
    merged.putAll(systemProperties());
    merged.putAll(overrides);
    refuseUnknown(merged, defaults.keySet());
    return Config.just(io.helidon.config.ConfigSources.create(merged));
  }

  /**
   * Only names of known keys are looked up. Other variables that begin with {@code NGHE_} are
   * ignored, such as those that Kubernetes adds for a service of that name.
   */
  static Map<String, String> environment(Map<String, String> variables, Set<String> keys) {
    Map<String, String> found = new HashMap<>();
    for (String key : keys) {
      String name = key.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
      if (variables.containsKey(name)) {
        found.put(key, variables.get(name));
      }
    }
    return found;
  }

  private static Map<String, String> systemProperties() {
    Map<String, String> found = new HashMap<>();
    for (String key : System.getProperties().stringPropertyNames()) {
      if (key.startsWith(OURS) || key.startsWith(HELIDONS)) {
        found.put(key, System.getProperty(key));
      }
    }
    return found;
  }

  /** Otherwise a misspelt key would silently leave its default in force. */
  private static void refuseUnknown(Map<String, String> settings, Set<String> known) {
    for (String key : settings.keySet()) {
      if (!key.startsWith(HELIDONS) && !known.contains(key)) {
        throw new ConfigurationException(
            "There is no setting "
                + key
                + ". There are: "
                + String.join(", ", new TreeSet<>(known)));
      }
    }
  }
}
