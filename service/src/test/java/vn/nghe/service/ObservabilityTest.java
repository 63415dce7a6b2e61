// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import vn.nghe.service.trace.Stage;

/** The tables of {@code docs/observability.md} name what a running service says, and all of it. */
class ObservabilityTest {
  private static final Pattern NAME = Pattern.compile("`([^`]+)`");

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
  void everyMetricIsDocumentedWithItsTypeAndLabel() {
    String scrape = SharedService.client().get("/metrics").body();
    Set<String> exposed = new TreeSet<>();
    for (String line : scrape.lines().filter(it -> it.startsWith("# TYPE nghe_")).toList()) {
      String name = line.split(" ", -1)[2];
      Matcher label =
          Pattern.compile("^" + name + "(_bucket)?\\{([a-z]+)=", Pattern.MULTILINE).matcher(scrape);
      boolean labelled = label.find() && !label.group(2).equals("le");
      exposed.add(labelled ? name + "{" + label.group(2) + "}" : name);
    }

    assertEquals(documented("Metrics"), exposed);
  }

  @Test
  void everyStageIsDocumented() {
    assertEquals(
        documented("Spans"),
        Arrays.stream(Stage.values())
            .map(Stage::word)
            .collect(Collectors.toCollection(TreeSet::new)));
  }
}
