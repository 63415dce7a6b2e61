// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.nghe.service.page.RecorderPage;

/** The page for browsers as the service sends it. */
class PageTest {
  private static final Pattern ASSET = Pattern.compile("(?:src|href)=\"(/[^\"]+)\"");

  private final URI service = SharedService.get().uri();
  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void theRootIsThePageAndIsAskedForAnew() throws Exception {
    HttpResponse<String> answer = get("/");

    assertEquals(200, answer.statusCode());
    assertEquals("text/html; charset=utf-8", header(answer, "Content-Type"));
    assertEquals(List.of("no-cache"), answer.headers().allValues("Cache-Control"));
    assertEquals("nosniff", header(answer, "X-Content-Type-Options"));
    assertTrue(answer.body().contains("<title>Nghe</title>"), answer.body());
  }

  @Test
  void whatThePageNamesIsThereAndWhatHasAHashIsKeptForEver() throws Exception {
    List<String> assets =
        ASSET.matcher(get("/").body()).results().map((MatchResult it) -> it.group(1)).toList();

    assertFalse(assets.isEmpty());
    for (String asset : assets) {
      HttpResponse<String> answer = get(asset);
      assertEquals(200, answer.statusCode(), asset);
      assertEquals(
          asset.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "no-cache",
          header(answer, "Cache-Control"),
          asset);
    }
  }

  @Test
  void nothingFromElsewhereMayRun() throws Exception {
    String policy = header(get("/"), "Content-Security-Policy");

    assertTrue(policy.startsWith("default-src 'none'; script-src 'self'; style-src 'self';"));
    assertFalse(policy.contains("unsafe"), policy);
    assertFalse(policy.contains("*"), policy);
  }

  @Test
  void whoHasItAlreadyIsToldSo() throws Exception {
    String etag = header(get("/"), "ETag");

    HttpResponse<String> answer = get("/", "If-None-Match", etag);

    assertEquals(304, answer.statusCode());
    assertEquals("", answer.body());
    assertEquals(etag, header(answer, "ETag"));
    assertEquals(200, get("/", "If-None-Match", "\"another\"").statusCode());
  }

  @Test
  void itIsCompressedForWhoCanReadThat() throws Exception {
    HttpRequest request = request("/").header("Accept-Encoding", "br, gzip").build();

    HttpResponse<byte[]> answer = http.send(request, BodyHandlers.ofByteArray());

    assertEquals("gzip", answer.headers().firstValue("Content-Encoding").orElse(""));
    assertTrue(answer.headers().allValues("Vary").contains("Accept-Encoding"));
    try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
      assertArrayEquals(get("/").body().getBytes(StandardCharsets.UTF_8), gzip.readAllBytes());
    }
  }

  @Test
  void headTellsTheSameWithoutTheBody() throws Exception {
    HttpRequest request = request("/").method("HEAD", HttpRequest.BodyPublishers.noBody()).build();

    HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());

    assertEquals(200, answer.statusCode());
    assertEquals(
        Integer.toString(get("/").body().getBytes(StandardCharsets.UTF_8).length),
        header(answer, "Content-Length"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/files.txt",
        "/RecorderPage.class",
        "/assets/",
        "/assets/../index.html",
        "/%2e%2e/x"
      })
  void onlyFilesOfThePageAreSent(String path) throws Exception {
    assertEquals(404, get(path).statusCode());
  }

  @Test
  void everyFileOfTheListIsInTheService() throws Exception {
    try (InputStream list = RecorderPage.class.getResourceAsStream("files.txt")) {
      for (String name : new String(list.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1)) {
        String path = name.equals("index.html") ? "/" : "/" + name;
        assertEquals(200, get(name.isEmpty() ? "/" : path).statusCode(), name);
      }
    }
  }

  private HttpResponse<String> get(String path, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = request(path);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(service + path));
  }

  private static String header(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }
}
