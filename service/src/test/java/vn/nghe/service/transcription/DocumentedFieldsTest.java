// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.transcription;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The form in the OpenAPI document has the fields that the code knows, and their values. */
class DocumentedFieldsTest {
  private final Map<?, ?> properties = properties();

  private static Map<?, ?> properties() {
    try (InputStream document =
        DocumentedFieldsTest.class.getResourceAsStream("/vn/nghe/service/page/openapi.yaml")) {
      Object node = new Yaml(new SafeConstructor(new LoaderOptions())).load(document);
      for (String step : List.of("components", "schemas", "TranscriptionForm", "properties")) {
        node = ((Map<?, ?>) node).get(step);
      }
      return (Map<?, ?>) node;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private Object property(String field, String... path) {
    Object node = properties.get(field);
    for (String step : path) {
      node = ((Map<?, ?>) node).get(step);
    }
    return node;
  }

  @Test
  void fieldsAreThoseThatAreKnown() {
    Set<String> documented = new TreeSet<>();
    properties.keySet().forEach(name -> documented.add(name.toString().replace("[]", "")));

    Set<String> accepted = new TreeSet<>(TranscriptionFields.KNOWN);
    accepted.addAll(TranscriptionFields.WITHOUT_EFFECT);
    assertEquals(accepted, documented);
  }

  @Test
  void formatsAreThoseThatAreKnown() {
    assertEquals(
        Arrays.stream(ResponseFormat.values()).map(ResponseFormat::value).toList(),
        property("response_format", "enum"));
  }

  @Test
  void granularitiesAreThoseThatAreKnown() {
    assertEquals(
        Arrays.stream(Granularity.values())
            .map(value -> value.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet()),
        Set.copyOf((List<?>) property("timestamp_granularities[]", "items", "enum")));
  }
}
