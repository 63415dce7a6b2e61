// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.nghe.service.access.AccessSettings;
import vn.nghe.service.access.Limits;
import vn.nghe.service.config.ConfigurationException;

class ServiceConfigTest {
  private static final int CORES = Runtime.getRuntime().availableProcessors();

  @Test
  void defaultsAreThoseOfTheReadme() {
    ServiceConfig config = ServiceConfig.load(Map.of());

    assertEquals("127.0.0.1", config.host().getHostAddress());
    assertEquals(8080, config.port());
    assertEquals(Path.of("models/nghe-base-vi"), config.model().folder());
    assertEquals(List.of("whisper-1"), config.model().aliases());
    assertEquals(CORES, config.inference().threads());
    assertEquals(CORES, config.inference().workers());
    assertEquals(16, config.inference().queueCapacity());
    assertEquals(Duration.ofMinutes(5), config.inference().requestDeadline());
    assertEquals(Duration.ofHours(1), config.inference().longestAudio());
    assertEquals(25 * 1024 * 1024, config.upload().maxBytes());
    assertEquals(256 * 1024 * 1024, config.upload().memoryBytes());
    assertEquals(Duration.ofMinutes(5), config.upload().pace().total());
    assertEquals(Duration.ofSeconds(30), config.shutdownGracePeriod());
    assertEquals(Duration.ofSeconds(10), config.upload().pace().idle());
    assertEquals(1024, config.upload().pace().minBytesPerSecond());
    assertFalse(config.allowUnauthenticated());
    assertFalse(config.access().authenticates());
    assertEquals(Limits.NONE, config.access().limits());
    assertEquals(Set.of(), config.origins().origins());
    assertEquals(Optional.empty(), config.observe().tracing().otlpEndpoint());
    assertEquals(0.1, config.observe().tracing().ratio());
  }

  @Test
  void aConstantSamplerTracesAllOrNothing() {
    Map<String, String> half =
        Map.of("nghe.tracing.sampler-type", "constant", "nghe.tracing.sampler-param", "0.5");

    assertThrows(ConfigurationException.class, () -> ServiceConfig.load(half));
    assertEquals(
        1,
        ServiceConfig.load(
                Map.of("nghe.tracing.sampler-type", "constant", "nghe.tracing.sampler-param", "1"))
            .observe()
            .tracing()
            .ratio());
  }

  @Test
  void usageIsKeptBesideTheKeysUnlessToldOtherwise() {
    AccessSettings beside = ServiceConfig.load(Map.of("nghe.auth.keys", "etc/keys.json")).access();
    AccessSettings elsewhere =
        ServiceConfig.load(Map.of("nghe.auth.keys", "etc/keys.json", "nghe.auth.usage", "var/used"))
            .access();

    assertEquals(Path.of("etc/keys.json.usage"), beside.usage().orElseThrow());
    assertEquals(Path.of("var/used"), elsewhere.usage().orElseThrow());
  }

  @ParameterizedTest
  @CsvSource({"nghe.auth.keys,keys.json", "nghe.auth.oidc.issuer,https://login.example.com"})
  void whoChecksItsCallersMayListenOnAnyAddress(String key, String value) {
    ServiceConfig config =
        ServiceConfig.load(
            Map.of("server.host", "0.0.0.0", "nghe.auth.oidc.audience", "nghe", key, value));

    assertTrue(config.access().authenticates());
    assertFalse(config.openMetrics());
  }

  @Test
  void overridesWin() {
    ServiceConfig config =
        ServiceConfig.load(
            Map.of("nghe.workers", "3", "nghe.model-aliases", "a, b,", "server.host", "localhost"));

    assertEquals(3, config.inference().workers());
    assertEquals(List.of("a", "b"), config.model().aliases());
    assertTrue(config.host().isLoopbackAddress());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "server.port | 70000 | 0 to 65535",
        "server.port | http | a whole number",
        "server.host | no.such.host.invalid | no address",
        "nghe.model | '' | not be empty",
        "nghe.tracing.otlp-endpoint | localhost:4318 | OTLP over HTTP",
        "nghe.tracing.sampler-type | rate | constant, ratio",
        "nghe.tracing.sampler-param | 10% | from 0 to 1",
        "nghe.tracing.sampler-param | 1.5 | from 0 to 1",
        "nghe.tracing.sampler-param | NaN | from 0 to 1",
        "nghe.threads | -1 | at least 1",
        "nghe.workers | -1 | at least 1",
        "nghe.queue-capacity | 0 | at least 1",
        "nghe.request-deadline | 5 minutes | PT30S",
        "nghe.request-deadline | PT0S | more than zero",
        "nghe.longest-audio | P400D | at most",
        "nghe.upload.max-bytes | 25 MiB | a whole number of bytes",
        "nghe.upload.max-bytes | 0 | at least 1",
        "nghe.upload.memory-bytes | 1 | at least 26214400",
        "nghe.upload.timeout | -PT1S | more than zero",
        "nghe.upload.idle-timeout | PT0S | more than zero",
        "nghe.upload.min-bytes-per-second | -1 | at least 0",
        "nghe.limits.concurrency | -1 | 0, for no limit",
        "nghe.limits.audio-minutes-per-day | few | a whole number",
        "nghe.shutdown-grace-period | soon | PT30S",
        "nghe.allow-unauthenticated | yes | true or false"
      })
  void aValueThatWillNotDoIsNamedWithWhatWould(String key, String value, String expected) {
    ConfigurationException e =
        assertThrows(ConfigurationException.class, () -> ServiceConfig.load(Map.of(key, value)));

    assertTrue(e.getMessage().contains(key), e.getMessage());
    assertTrue(e.getMessage().contains(expected), e.getMessage());
  }

  @Test
  void aMisspeltKeyIsNamedWithThoseThereAre() {
    ConfigurationException e =
        assertThrows(
            ConfigurationException.class,
            () -> ServiceConfig.load(Map.of("nghe.queue-capcity", "3")));

    assertTrue(e.getMessage().contains("nghe.queue-capcity"), e.getMessage());
    assertTrue(e.getMessage().contains("nghe.queue-capacity"), e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.1"})
  void anAddressThatOthersReachMustBeAllowed(String host) {
    ConfigurationException e =
        assertThrows(
            ConfigurationException.class, () -> ServiceConfig.load(Map.of("server.host", host)));

    assertTrue(e.getMessage().contains("nghe.allow-unauthenticated=true"), e.getMessage());
    assertEquals(
        host,
        ServiceConfig.load(Map.of("server.host", host, "nghe.allow-unauthenticated", "true"))
            .host()
            .getHostAddress()
            .replace("0:0:0:0:0:0:0:0", "::"));
  }

  @Test
  void aPortThatIsTakenIsNamed() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());
      ServiceConfig config = ServiceConfig.load(Map.of("server.port", port));

      ConfigurationException e =
          assertThrows(ConfigurationException.class, () -> NgheService.start(config));
      assertTrue(e.getMessage().contains(port), e.getMessage());
    }
  }
}
