// SPDX-License-Identifier: Apache-2.0
package vn.nghe.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import vn.nghe.weights.inspect.Inspection;
import vn.nghe.weights.inspect.Inspection.PartEntry;
import vn.nghe.weights.inspect.Inspection.TensorEntry;

/** Formats an inspection as {@code nghe weights inspect} prints it. */
final class InspectionText {
  private static final double MILLION = 1e6;

  private static final JsonFactory JSON = new JsonFactory();

  private InspectionText() {}

  /** The tensors, the parts and the total, as tab-separated values. */
  static String table(Inspection inspection, double seconds) {
    var text = new StringBuilder("tensor\ttype\tshape\tparameters\tbytes\n");
    for (TensorEntry tensor : inspection.tensors()) {
      text.append(
          "%s\t%s\t%s\t%d\t%d\n"
              .formatted(
                  tensor.name(),
                  tensor.type(),
                  shape(tensor.shape()),
                  tensor.parameters(),
                  tensor.bytes()));
    }
    text.append("\npart\ttensors\tparameters\tbytes\tmillion multiply-adds/s\tpercent\n");
    List<PartEntry> parts = inspection.parts(seconds);
    long arithmetic = arithmetic(parts);
    for (PartEntry part : parts) {
      text.append(
          "%s\t%d\t%d\t%d\t%s\n"
              .formatted(
                  part.part().description(),
                  part.tensors(),
                  part.parameters(),
                  part.bytes(),
                  part.multiplyAddsPerSecond()
                      .map(count -> share(count, arithmetic))
                      .orElse("\t")));
    }
    text.append(
        "all\t%d\t%d\t%d\t%s\n"
            .formatted(
                inspection.tensors().size(),
                inspection.parameters(),
                inspection.bytes(),
                inspection.config().map(_ -> share(arithmetic, arithmetic)).orElse("\t")));
    return text.toString();
  }

  private static String shape(List<Long> shape) {
    return shape.stream().map(String::valueOf).collect(Collectors.joining("x"));
  }

  private static String share(long count, long whole) {
    return String.format(Locale.ROOT, "%.1f\t%.1f", count / MILLION, 100.0 * count / whole);
  }

  private static long arithmetic(List<PartEntry> parts) {
    return parts.stream().mapToLong(part -> part.multiplyAddsPerSecond().orElse(0L)).sum();
  }

  /**
   * One object: {@code {"file": "…", "parameters": 1, "bytes": 2, "clip_seconds": 10.0, "parts":
   * [{"part": "attention", "tensors": 1, "parameters": 1, "bytes": 2, "multiply_adds_per_second":
   * 1}], "tensors": [{"name": "…", "type": "F16", "shape": [1], "parameters": 1, "bytes": 2}]}};
   * {@code multiply_adds_per_second} is absent without a configuration.
   */
  static String json(Inspection inspection, double seconds) {
    var text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("file", inspection.file().toString());
      size(json, inspection.parameters(), inspection.bytes());
      if (inspection.config().isPresent()) {
        json.writeNumberField("clip_seconds", seconds);
      }
      json.writeArrayFieldStart("parts");
      for (PartEntry part : inspection.parts(seconds)) {
        json.writeStartObject();
        json.writeStringField("part", part.part().description());
        json.writeNumberField("tensors", part.tensors());
        size(json, part.parameters(), part.bytes());
        if (part.multiplyAddsPerSecond().isPresent()) {
          json.writeNumberField("multiply_adds_per_second", part.multiplyAddsPerSecond().get());
        }
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeArrayFieldStart("tensors");
      for (TensorEntry tensor : inspection.tensors()) {
        json.writeStartObject();
        json.writeStringField("name", tensor.name());
        json.writeStringField("type", tensor.type().name());
        json.writeFieldName("shape");
        json.writeArray(
            tensor.shape().stream().mapToLong(Long::longValue).toArray(), 0, tensor.shape().size());
        size(json, tensor.parameters(), tensor.bytes());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return text.append('\n').toString();
  }

  private static void size(JsonGenerator json, long parameters, long bytes) throws IOException {
    json.writeNumberField("parameters", parameters);
    json.writeNumberField("bytes", bytes);
  }
}
