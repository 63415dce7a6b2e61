// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.observe;

import java.util.Map;
import java.util.TreeMap;

/**
 * Fields that every line has which is logged meanwhile, by the names of the Elastic Common Schema.
 * Values are identities, numbers and words of ours; never what a client says or hears.
 */
public final class LogFields {
  private static final ScopedValue<Map<String, String>> CURRENT = ScopedValue.newInstance();

  private LogFields() {}

  /** The fields of this thread. */
  public static Map<String, String> current() {
    return CURRENT.orElse(Map.of());
  }

  /** Does {@code work} with more fields, which win over those of the same name. */
  public static void with(Map<String, String> more, Runnable work) {
    Map<String, String> all = new TreeMap<>(current());
    all.putAll(more);
    ScopedValue.where(CURRENT, Map.copyOf(all)).run(work);
  }
}
