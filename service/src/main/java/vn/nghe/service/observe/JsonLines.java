// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.observe;

import co.elastic.logging.jul.EcsFormatter;
import java.util.Map;

/**
 * A JSON object a line in the Elastic Common Schema, with the fields of the request. Elastic's own
 * formatter for the logging of the JDK, which Helidon logs to: it needs neither another logging
 * framework nor a bridge.
 */
final class JsonLines extends EcsFormatter {
  JsonLines() {
    setServiceName("nghe");
  }

  @Override
  protected Map<String, String> getMdcEntries() {
    return LogFields.current();
  }
}
