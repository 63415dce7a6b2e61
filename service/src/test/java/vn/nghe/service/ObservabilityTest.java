// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.nghe.service.observe.RequestStage;

/** The tables of {@code docs/observability.md} name what a running service says, and all of it. */
class ObservabilityTest {
  private static final Pattern NAME = Pattern.compile("`([^`]+)`");
  private static final Pattern LABEL = Pattern.compile("([a-z]+)=\"");

  /** What stands between backticks in the first column of the table below a heading. */
  static Set<String> documented(String heading) {
    String file =
        new String(
            TestFiles.bytes(TestFiles.inRepository("docs/observability.md")),
            StandardCharsets.UTF_8);
    String section = file.split("## " + heading + "\n", 2)[1].split("\n## ", 2)[0];
    Set<String> names = new TreeSet<>();
    for (String line : section.lines().filter(it -> it.startsWith("| `")).toList()) {
      Matcher name = NAME.matcher(line.split("\\|", -1)[1]);
      while (name.find()) {
        names.add(name.group(1));
      }
    }
    return names;
  }

  @Test
  void everyMetricIsDocumentedWithItsLabels(@TempDir Path store, @TempDir Path cache) {
    String scrape;
    try (NgheService service =
        SharedService.another(
            Map.of(
                "nghe.registry.store", store.toString(),
                "nghe.registry.cache", cache.toString()))) {
      scrape = new Client(service.uri()).get("/metrics").body();
    }
    Set<String> exposed = new TreeSet<>();
    for (String line : scrape.lines().filter(it -> it.startsWith("# TYPE nghe_")).toList()) {
      String name = line.split(" ", -1)[2];
      Matcher series =
          Pattern.compile("^" + name + "(?:_bucket)?\\{([^}]+)\\}", Pattern.MULTILINE)
              .matcher(scrape);
      String labels =
          series.find()
              ? LABEL
                  .matcher(series.group(1))
                  .results()
                  .map(label -> label.group(1))
                  .filter(label -> !label.equals("le"))
                  .collect(Collectors.joining(","))
              : "";
      exposed.add(labels.isEmpty() ? name : name + "{" + labels + "}");
    }

    assertEquals(documented("Metrics"), exposed);
  }

  @Test
  void everyStageIsDocumented() {
    assertEquals(
        documented("Spans"),
        Arrays.stream(RequestStage.values())
            .map(RequestStage::word)
            .collect(Collectors.toCollection(TreeSet::new)));
  }
}
