// SPDX-License-Identifier: Apache-2.0
package vn.nghe.perf.compare;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/**
 * Writes the measurements as JSON. JMH can write its part itself, but with paths of the machine and
 * every raw sample; this file has only what readers compare.
 */
final class Results {
  private final JsonGenerator json;

  private Results(JsonGenerator json) {
    this.json = json;
  }

  static void write(
      Path file, Machine machine, List<Line> lines, Collection<RunResult> benchmarks) {
    try {
      Files.createDirectories(file.getParent());
      try (JsonGenerator json =
          new JsonFactory().createGenerator(file.toFile(), JsonEncoding.UTF8)) {
        json.useDefaultPrettyPrinter();
        new Results(json).write(machine, lines, benchmarks);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be written", e);
    }
  }

  private void write(Machine machine, List<Line> lines, Collection<RunResult> benchmarks)
      throws IOException {
    json.writeStartObject();
    write(machine);
    json.writeArrayFieldStart("pairs");
    for (Line line : lines) {
      write(line);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("benchmarks");
    for (RunResult benchmark : benchmarks) {
      write(benchmark);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void write(Machine machine) throws IOException {
    json.writeObjectFieldStart("machine");
    json.writeStringField("processor", machine.processor());
    json.writeNumberField("cores", machine.cores());
    json.writeStringField("java", machine.java());
    json.writeNumberField("vector_bits", machine.vectorBits());
    json.writeStringField("openblas_core", machine.openBlas());
    json.writeStringField("onnxruntime", machine.onnxRuntime());
    json.writeEndObject();
  }

  private void write(Line line) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", line.name());
    json.writeNumberField("ours", line.ours());
    json.writeNumberField("theirs", line.theirs());
    json.writeStringField("unit", line.unit());
    json.writeNumberField("ratio", line.ratio());
    json.writeBooleanField("quiet", line.quiet());
    if (line.target().isPresent()) {
      json.writeStringField("target", line.target().get().toString());
      json.writeBooleanField("met", line.meetsTarget());
    }
    json.writeEndObject();
  }

  private void write(RunResult benchmark) throws IOException {
    BenchmarkParams params = benchmark.getParams();
    String name = params.getBenchmark();
    json.writeStartObject();
    json.writeStringField(
        "name", name.substring(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1));
    for (String key : params.getParamsKeys()) {
      json.writeStringField(key, params.getParam(key));
    }
    write("", benchmark.getPrimaryResult());
    if (benchmark.getSecondaryResults().containsKey("gigaFlop")) {
      write("giga_flop_", benchmark.getSecondaryResults().get("gigaFlop"));
    }
    json.writeEndObject();
  }

  private void write(String prefix, Result<?> result) throws IOException {
    json.writeNumberField(prefix + "score", result.getScore());
    json.writeNumberField(prefix + "error", result.getScoreError());
    json.writeStringField(prefix + "unit", result.getScoreUnit());
  }
}
