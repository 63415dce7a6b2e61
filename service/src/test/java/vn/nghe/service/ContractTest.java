// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import vn.nghe.service.error.ErrorCode;
import vn.nghe.service.http.ErrorStatus;
import vn.nghe.service.http.Replies;
import vn.nghe.service.page.RecorderPage;

/** Holds the OpenAPI document to the code, and the code to the document. */
class ContractTest {
  private static final Client CLIENT = SharedService.client();

  /** Of HTTP itself, or of every answer of Helidon. */
  private static final Set<String> HEADERS_OF_HTTP =
      Set.of("connection", "content-length", "content-type", "date", "vary", "cache-control");

  /** What no HTTP request is answered with. */
  private static final Set<ErrorCode> SESSION_ONLY =
      Set.of(
          ErrorCode.INVALID_EVENT,
          ErrorCode.INPUT_AUDIO_BUFFER_COMMIT_EMPTY,
          ErrorCode.SESSION_EXPIRED,
          ErrorCode.SESSION_IDLE);

  private static final JsonNode DOCUMENT = Client.json(CLIENT.get("/openapi.json").body());

  private static Map<String, JsonNode> fields(JsonNode object) {
    Map<String, JsonNode> fields = new TreeMap<>();
    object.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
    return fields;
  }

  private static Set<String> words(JsonNode list) {
    Set<String> words = new TreeSet<>();
    list.forEach(word -> words.add(word.asText()));
    return words;
  }

  /** What a reference points at, or the node itself. */
  private static JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? DOCUMENT.at(node.path("$ref").asText().substring(1)) : node;
  }

  @Test
  void bothSpellingsSayTheSame() {
    Object yaml =
        new Yaml(new SafeConstructor(new LoaderOptions())).load(CLIENT.get("/openapi.yaml").body());

    assertEquals(DOCUMENT, new ObjectMapper().valueToTree(yaml));
    assertEquals("3.1.0", DOCUMENT.path("openapi").asText());
  }

  @Test
  void everyReferencePointsAtSomething() {
    for (JsonNode reference : DOCUMENT.findValues("$ref")) {
      assertFalse(DOCUMENT.at(reference.asText().substring(1)).isMissingNode(), reference.asText());
    }
  }

  @Test
  void everyRouteIsDocumentedAndEveryDocumentedOperationIsRouted() {
    RecordedRoutes routes = new RecordedRoutes();
    ServiceConfig config = ServiceConfig.load(Map.of("server.port", "0"));
    try (ServiceParts core = ServiceParts.of(config)) {
      new HttpRoutes(config, core).route(routes.builder());
    }
    Set<String> routed = new TreeSet<>(routes.methodsAndPaths());
    // Files of the page are for browsers alone, and their names change with what is in them.
    RecorderPage.load(new Replies(() -> false))
        .paths()
        .forEach(path -> routed.remove("get " + path));
    Set<String> documented = new TreeSet<>();
    fields(DOCUMENT.path("paths"))
        .forEach(
            (path, item) ->
                fields(item).keySet().stream()
                    .filter(method -> Set.of("get", "post", "put", "delete").contains(method))
                    // Helidon's own feature, and no route.
                    .filter(_ -> !path.startsWith("/health/"))
                    .forEach(method -> documented.add(method + " " + path)));

    assertEquals(documented, routed);
  }

  @Test
  void everyErrorCodeIsDocumentedUnderItsStatusAndNoOther() {
    Map<String, Set<String>> documented = new HashMap<>();
    for (JsonNode path : DOCUMENT.path("paths")) {
      for (JsonNode operation : path) {
        fields(operation.path("responses"))
            .forEach(
                (status, response) ->
                    words(
                            resolved(response)
                                .at(
                                    "/content/application~1json/schema/properties/error/properties"
                                        + "/code/enum"))
                        .forEach(
                            code ->
                                documented
                                    .computeIfAbsent(code, _ -> new TreeSet<>())
                                    .add(status)));
      }
    }
    // A session tells of what goes wrong in an event, which has no status.
    words(DOCUMENT.at("/paths/~1v1~1realtime/get/x-codes-in-sessions-only"))
        .forEach(code -> documented.put(code, Set.of()));
    Map<String, Set<String>> coded =
        Arrays.stream(ErrorCode.values())
            .collect(
                Collectors.toMap(
                    ErrorCode::code,
                    code ->
                        SESSION_ONLY.contains(code)
                            ? Set.of()
                            : Set.of(Integer.toString(ErrorStatus.of(code).code()))));

    assertEquals(new TreeMap<>(coded), new TreeMap<>(documented));
  }

  @Test
  void everyOperationTellsOfTheMethodsItRefuses() {
    fields(DOCUMENT.path("paths"))
        .forEach(
            (path, item) -> {
              HttpResponse<String> answer = CLIENT.send("PATCH", sample(path));
              assertEquals(405, answer.statusCode(), path);
              Set<String> allowed =
                  Set.of(answer.headers().firstValue("Allow").orElseThrow().split(", "));
              for (String method : fields(item).keySet()) {
                assertTrue(allowed.contains(method.toUpperCase(Locale.ROOT)), path);
              }
            });
  }

  private static String sample(String path) {
    return path.replace("{id}", "whisper-1")
        .replace("{file}", "docs.js")
        .replace("{name}", "nghe-base-vi")
        .replace("{version}", "1");
  }

  static Stream<List<String>> values() {
    return fields(DOCUMENT.at("/components/schemas/TranscriptionForm/properties"))
        .entrySet()
        .stream()
        .flatMap(
            field -> {
              JsonNode schema =
                  field.getValue().has("items") ? field.getValue().path("items") : field.getValue();
              return words(schema.path("enum")).stream()
                  .map(value -> List.of(field.getKey(), value));
            });
  }

  @ParameterizedTest
  @MethodSource("values")
  void everyDocumentedValueIsTaken(List<String> field) {
    Form form = Form.ofFile(Wav.silence(1600)).text(field.getFirst(), field.getLast());
    if (field.getFirst().startsWith("timestamp")) {
      form.text("response_format", "verbose_json");
    }

    assertEquals(200, CLIENT.transcribe(form.end()).statusCode());
  }

  @ParameterizedTest
  @ValueSource(strings = {"json", "verbose_json"})
  void everyEventOfAStreamIsAsDocumented(String format) {
    Form form = Form.good().text("stream", "true").text("response_format", format);
    if (format.equals("json")) {
      form.text("include[]", "logprobs");
    } else {
      form.text("timestamp_granularities[]", "word");
    }
    JsonNode schemas =
        DOCUMENT.at(
            "/paths/~1v1~1audio~1transcriptions/post/responses/200/content"
                + "/text~1event-stream/x-events");
    Map<String, JsonNode> ofTypes = new HashMap<>();
    for (JsonNode schema : schemas) {
      ofTypes.put(resolved(schema).at("/properties/type/const").asText(), resolved(schema));
    }
    String[] events = CLIENT.transcribe(form.end()).body().strip().split("\n\n", -1);

    assertTrue(events.length > 1, format);
    for (String event : events) {
      JsonNode json = Client.json(event.substring("data: ".length()));
      assertDocumented(ofTypes.get(json.path("type").asText()), json);
    }
  }

  /** The fields of an object are those of its schema, and so are those of what it holds. */
  private static void assertDocumented(JsonNode schema, JsonNode value) {
    JsonNode documented = resolved(schema);
    if (value.isObject()) {
      Set<String> present = fields(value).keySet();
      assertTrue(present.containsAll(words(documented.path("required"))), value.toString());
      fields(value)
          .forEach(
              (name, field) -> {
                JsonNode property = documented.path("properties").path(name);
                assertFalse(property.isMissingNode(), name + " of " + value);
                assertDocumented(property, field);
              });
    }
    if (value.isArray()) {
      value.forEach(element -> assertDocumented(documented.path("items"), element));
    }
  }

  static Stream<List<String>> requests() {
    return Stream.of(
        List.of("get", "/v1/models"),
        List.of("get", "/v1/models/{id}"),
        List.of("post", "/v1/models"),
        List.of("get", "/metrics"),
        List.of("get", "/openapi.yaml"),
        List.of("get", "/docs"),
        List.of("get", "/health/ready"),
        List.of("get", "/health/started"),
        List.of("get", "/v1/audio/transcriptions"),
        List.of("get", "/v1/realtime"),
        List.of("get", "/admin/models"),
        List.of("post", "/admin/models/refresh"));
  }

  @ParameterizedTest
  @MethodSource("requests")
  void everyHeaderOfAnAnswerIsDocumented(List<String> request) {
    HttpResponse<String> answer =
        CLIENT.send(request.getFirst().toUpperCase(Locale.ROOT), sample(request.getLast()));
    JsonNode item = DOCUMENT.path("paths").path(request.getLast());
    JsonNode operation =
        item.has(request.getFirst()) ? item.path(request.getFirst()) : item.elements().next();
    JsonNode response =
        resolved(operation.path("responses").path(Integer.toString(answer.statusCode())));
    Set<String> documented =
        fields(response.path("headers")).keySet().stream()
            .map(name -> name.toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet());

    for (String header : answer.headers().map().keySet()) {
      assertTrue(
          HEADERS_OF_HTTP.contains(header) || documented.contains(header),
          answer.statusCode() + " of " + request + " has " + header);
    }
  }

  @Test
  void thePageLoadsNothingFromElsewhere() {
    HttpResponse<String> page = CLIENT.get("/docs");
    String policy = page.headers().firstValue("Content-Security-Policy").orElseThrow();

    assertEquals(200, page.statusCode());
    assertTrue(policy.startsWith("default-src 'none'; script-src 'self';"), policy);
    assertFalse(page.body().contains("://"), page.body());
    for (String file : List.of("docs.js", "docs.css", "swagger-ui-bundle.js", "swagger-ui.css")) {
      assertTrue(page.body().contains("/docs/" + file), file);
      assertEquals(200, CLIENT.get("/docs/" + file).statusCode());
    }
    assertEquals(404, CLIENT.get("/docs/index.html").statusCode());
    assertEquals(404, CLIENT.get("/docs/..%2fdocs.html").statusCode());
  }
}
