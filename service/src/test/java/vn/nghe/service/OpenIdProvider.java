// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Base64;

/**
 * {@code oidc-provider}, an implementation that the OpenID Foundation has certified, in a process
 * of its own. Needs Node.js 18 or newer with npm, which installs it once into {@code target}.
 */
final class OpenIdProvider implements AutoCloseable {
  private static final Path SOURCES = Path.of("src/test/oidc");
  private static final Path INSTALLED = Path.of("target/oidc");
  private static final String LOCK = "package-lock.json";

  private final HttpClient http = HttpClient.newHttpClient();
  private final Process process;
  private final BufferedReader output;
  private final BufferedWriter input;
  private final URI issuer;

  OpenIdProvider() throws Exception {
    install();
    process =
        new ProcessBuilder("node", "provider.mjs")
            .directory(INSTALLED.toFile())
            .redirectError(INSTALLED.resolve("provider.log").toFile())
            .start();
    output = process.inputReader();
    input = process.outputWriter();
    issuer = URI.create(line().substring("issuer ".length()));
  }

  private static void install() throws Exception {
    Files.createDirectories(INSTALLED);
    Path lock = INSTALLED.resolve(LOCK);
    boolean installed = Files.exists(lock) && Files.mismatch(lock, SOURCES.resolve(LOCK)) < 0;
    copy("provider.mjs");
    copy("package.json");
    if (!installed) {
      copy(LOCK);
      npmInstall();
    }
  }

  /** The lock is kept only if all it names was installed. */
  private static void npmInstall() throws Exception {
    Process npm =
        new ProcessBuilder("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
            .directory(INSTALLED.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(npm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (npm.waitFor() != 0) {
      Files.delete(INSTALLED.resolve(LOCK));
      throw new IllegalStateException(said);
    }
  }

  private static void copy(String name) throws IOException {
    Files.copy(SOURCES.resolve(name), INSTALLED.resolve(name), StandardCopyOption.REPLACE_EXISTING);
  }

  private String line() throws IOException {
    String line = output.readLine();
    if (line == null) {
      throw new IllegalStateException(Files.readString(INSTALLED.resolve("provider.log")));
    }
    return line;
  }

  URI issuer() {
    return issuer;
  }

  /** Exchanges the provider's keys for new ones. */
  void rotate() throws IOException {
    input.write("rotate\n");
    input.flush();
    line();
  }

  /**
   * A token.
   *
   * @param scope words between spaces
   * @param wishes what it should be like, such as {@code alg=ES256&ttl=1&audience=nghe}
   */
  String token(String scope, String wishes) throws IOException, InterruptedException {
    String form =
        "grant_type=client_credentials&scope="
            + encoded(scope)
            + "&resource="
            + encoded("https://speech.test/?" + wishes);
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(issuer.resolve("/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Authorization", "Basic " + base64("app:secret-of-the-test"))
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build(),
            BodyHandlers.ofString());
    return get(answer.body(), "access_token").asText();
  }

  /** The public key with which tokens of {@code algorithm} are checked, as a JWK. */
  JsonNode publicKey(String algorithm) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        http.send(HttpRequest.newBuilder(issuer.resolve("/jwks")).build(), BodyHandlers.ofString());
    for (JsonNode key : get(answer.body(), "keys")) {
      if (key.path("alg").asText().equals(algorithm)) {
        return key;
      }
    }
    throw new AssertionError("no key for " + algorithm + " in " + answer.body());
  }

  private static JsonNode get(String body, String field) {
    JsonNode value = Client.json(body).path(field);
    if (value.isMissingNode()) {
      throw new AssertionError("no " + field + " in " + body);
    }
    return value;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
