// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.nghe.service.config.ConfigurationException;

/** What looks at connections does so behind TLS, too. */
class TlsTest {
  private static final String PASSWORD = "changeit";

  @TempDir private static Path folder;
  private static Path keys;
  private static SSLContext trusting;

  @BeforeAll
  static void makeCertificate() throws IOException, InterruptedException, GeneralSecurityException {
    keys = folder.resolve("keys.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-alias",
                "1",
                "-storetype",
                "PKCS12",
                "-keystore",
                keys.toString(),
                "-storepass",
                PASSWORD)
            .inheritIO()
            .start();
    assertEquals(0, keytool.waitFor());
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(KeyStore.getInstance(keys.toFile(), PASSWORD.toCharArray()));
    trusting = SSLContext.getInstance("TLS");
    trusting.init(null, trust.getTrustManagers(), null);
  }

  @Test
  void aConnectionServesOneRequestAfterAnother() throws IOException {
    try (HeldService held = held();
        RawConnection client = connect(held)) {
      held.release();
      for (int i = 0; i < 3; i++) {
        ask(client);
        assertEquals(200, client.receive().status());
      }
    }
  }

  @Test
  void aStoreOfKeysThatIsFarTooLargeIsNamed() throws IOException {
    Path huge = folder.resolve("huge.p12");
    try (RandomAccessFile sparse = new RandomAccessFile(huge.toFile(), "rw")) {
      sparse.setLength(3L << 30);
    }
    String key = "server.tls.private-key.keystore.resource.path";

    ConfigurationException e =
        assertThrows(
            ConfigurationException.class, () -> ServiceConfig.load(Map.of(key, huge.toString())));

    assertTrue(e.getMessage().startsWith(key + ": " + huge), e.getMessage());
  }

  @Test
  void aClientThatLeavesIsNoticed() throws IOException, InterruptedException {
    try (HeldService held = held();
        RawConnection other = connect(held)) {
      try (RawConnection client = connect(held)) {
        ask(client);
        held.awaitBegun();
      }

      String left = "nghe_disconnected_total{during=\"work\"} 1.0";
      String metrics = "";
      while (!metrics.contains(left)) {
        other.send("GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n");
        metrics = other.receive().body();
      }
    }
  }

  @Test
  void aHeadThatStopsIsGivenUp() throws IOException {
    try (HeldService held = held();
        RawConnection client = connect(held)) {
      client.send("POST /v1/au");

      assertEquals(408, client.receive().status());
      assertTrue(client.isClosedByService());
    }
  }

  private static HeldService held() {
    Map<String, String> settings = new HashMap<>();
    settings.put("nghe.connection.head-timeout", "PT0.5S");
    settings.put("server.tls.private-key.keystore.resource.path", keys.toString());
    settings.put("server.tls.private-key.keystore.passphrase", PASSWORD);
    return new HeldService(settings);
  }

  private static RawConnection connect(HeldService held) throws IOException {
    URI service = held.service().uri();
    assertEquals("https", service.getScheme());
    return new RawConnection(
        trusting.getSocketFactory().createSocket(service.getHost(), service.getPort()));
  }

  private static void ask(RawConnection client) throws IOException {
    byte[] form = Form.good().end().bytes();
    client.sendHead("Content-Length: " + form.length + "\r\n").send(form);
  }
}
