// SPDX-License-Identifier: Apache-2.0
package vn.nghe.perf.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code perf/compare --full} leaves, read back by an independent reader. */
final class ResultsTest {
  private static final Machine MACHINE = new Machine("A processor", 2, "25", 512, "Zen", "1.29.0");

  @TempDir Path folder;

  @Test
  void pairsComeWithTheirTargetAndWhetherItIsMet() throws IOException {
    Line missed = Line.ofShare("encoder", 90, 100, "GFLOP/s", Target.atLeast(1.05));
    Line open = new Line("clip", 1, 4, "ms", 4, Optional.empty(), false);

    JsonNode results = write(List.of(missed, open));

    assertEquals("A processor", results.at("/machine/processor").asText());
    assertEquals(512, results.at("/machine/vector_bits").asInt());
    JsonNode pairs = results.get("pairs");
    assertEquals(2, pairs.size());
    assertEquals("encoder", pairs.at("/0/name").asText());
    assertEquals(0.9, pairs.at("/0/ratio").asDouble());
    assertEquals("≥ 1.05", pairs.at("/0/target").asText());
    assertFalse(pairs.at("/0/met").asBoolean(true));
    assertTrue(pairs.at("/0/quiet").asBoolean());
    assertFalse(pairs.at("/1/quiet").asBoolean(true));
    assertTrue(pairs.at("/1/target").isMissingNode());
  }

  @Test
  void benchmarksComeWithTheirParametersAndNothingOfTheMachinesPaths() throws IOException {
    JsonNode results = write(List.of());

    JsonNode peak = results.at("/benchmarks/0");
    assertEquals("PeakBenchmark.fusedMultiplyAdd", peak.get("name").asText());
    assertTrue(peak.get("score").asDouble() > 0);
    assertFalse(peak.get("unit").asText().isEmpty());
    assertFalse(results.toString().contains(Path.of("").toAbsolutePath().toString()));
  }

  private JsonNode write(List<Line> lines) throws IOException {
    Path file = folder.resolve("results/vectors-512.json");
    Results.write(file, MACHINE, lines, Suite.run("PeakBenchmark", 0));
    return new ObjectMapper().readTree(file.toFile());
  }
}
