// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Dashboards, rules and alerts of others rely on {@code /metrics}: names, types, help texts, labels
 * and the bounds of buckets are those of {@code metrics-contract.txt}, written from a scrape.
 *
 * <p>Values are left out. So are the values of the JVM's labels, which differ between machines:
 * they name memory pools and collectors.
 */
class MetricsContractTest {
  private static final Pattern VALUE = Pattern.compile(" [^ ]+$");
  private static final Pattern LABEL_VALUE = Pattern.compile("=\"[^\"]*\"");

  private static String shape(String line) {
    if (line.startsWith("#")) {
      return line;
    }
    String series = VALUE.matcher(line).replaceFirst("");
    return line.startsWith("nghe_") ? series : LABEL_VALUE.matcher(series).replaceAll("");
  }

  private static String contract() {
    return new String(
        TestFiles.bytes(TestFiles.inRepository("service/src/test/resources/metrics-contract.txt")),
        StandardCharsets.UTF_8);
  }

  @Test
  void everySeriesKeepsItsNameTypeHelpLabelsAndBuckets(@TempDir Path store, @TempDir Path cache) {
    String scrape;
    try (NgheService service =
        SharedService.another(
            Map.of(
                "nghe.registry.store", store.toString(),
                "nghe.registry.cache", cache.toString()))) {
      scrape = new Client(service.uri()).get("/metrics").body();
    }

    assertEquals(
        contract().strip(),
        scrape
            .lines()
            .map(MetricsContractTest::shape)
            .collect(Collectors.toCollection(TreeSet::new))
            .stream()
            .collect(Collectors.joining("\n")));
  }
}
