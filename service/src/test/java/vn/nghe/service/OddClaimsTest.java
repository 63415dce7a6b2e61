// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tokens that their provider has signed, whose claims are not of the types they should be. */
class OddClaimsTest {
  private static final String GOOD =
      "{\"iss\":\"ISSUER\",\"aud\":\"nghe\",\"sub\":\"an\",\"exp\":4102444800,"
          + "\"scope\":\"models:read\"}";

  private static HttpServer provider;
  private static RSAKey key;
  private static String issuer;
  private static HeldService service;

  @BeforeAll
  static void start() throws Exception {
    key = new RSAKeyGenerator(2048).keyID("1").generate();
    provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    issuer = "http://127.0.0.1:" + provider.getAddress().getPort();
    serve(
        "/.well-known/openid-configuration",
        "{\"issuer\":\"" + issuer + "\",\"jwks_uri\":\"" + issuer + "/keys\"}");
    serve("/keys", new JWKSet(key.toPublicJWK()).toString());
    provider.start();
    service =
        new HeldService(Map.of("nghe.auth.oidc.issuer", issuer, "nghe.auth.oidc.audience", "nghe"));
  }

  private static void serve(String path, String document) {
    byte[] body = document.getBytes(StandardCharsets.UTF_8);
    provider.createContext(
        path,
        exchange -> {
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
  }

  @AfterAll
  static void stop() {
    service.close();
    provider.stop(0);
  }

  private static int statusOf(String claims) throws Exception {
    JWSObject token =
        new JWSObject(
            new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID("1")
                .type(new JOSEObjectType("at+jwt"))
                .build(),
            new Payload(claims.replace("ISSUER", issuer)));
    token.sign(new RSASSASigner(key));
    return service.client().with(token.serialize()).get("/v1/models").statusCode();
  }

  @Test
  void aTokenAsItShouldBeIsAccepted() throws Exception {
    assertEquals(200, statusOf(GOOD));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"exp\":4102444800 | \"exp\":null | 401",
        "\"exp\":4102444800 | \"exp\":\"soon\" | 401",
        "\"exp\":4102444800 | \"exp\":[] | 401",
        "\"exp\":4102444800 | \"exp\":{} | 401",
        "\"exp\":4102444800 | \"exp\":true | 401",
        "\"exp\":4102444800 | \"exp\":-1 | 401",
        "\"exp\":4102444800, | `` | 401",
        "\"sub\":\"an\" | \"sub\":null | 401",
        "\"sub\":\"an\" | \"sub\":\" \" | 401",
        // Some providers number their subjects, and the library reads the digits.
        "\"sub\":\"an\" | \"sub\":7 | 200",
        "\"sub\":\"an\" | \"sub\":[\"an\"] | 401",
        "\"sub\":\"an\", | `` | 401",
        "\"aud\":\"nghe\" | \"aud\":null | 401",
        "\"aud\":\"nghe\" | \"aud\":[null] | 401",
        "\"aud\":\"nghe\" | \"aud\":7 | 401",
        "\"iss\":\"ISSUER\" | \"iss\":null | 401",
        "\"iss\":\"ISSUER\" | \"iss\":[\"ISSUER\"] | 401",
        "\"sub\":\"an\" | \"sub\":\"an\",\"nbf\":\"x\" | 401",
        "\"scope\":\"models:read\" | \"scope\":null | 403",
        "\"scope\":\"models:read\" | \"scope\":[null] | 403",
        "\"scope\":\"models:read\" | \"scope\":[[\"models:read\"]] | 403",
        "\"scope\":\"models:read\" | \"scope\":7 | 403",
        "\"scope\":\"models:read\" | \"scope\":{\"models:read\":1} | 403",
        "\"scope\":\"models:read\" | \"scope\":[null,\"models:read\",7] | 200",
        "\"scope\":\"models:read\" | \"scp\":[\"models:read\",null] | 200"
      })
  void anOddClaimIsNeverAFaultOfTheService(String right, String odd, int status) throws Exception {
    assertEquals(status, statusOf(GOOD.replace(right, odd == null ? "" : odd)));
  }

  /** Whether a time beyond all clocks is accepted or refused is the library's to decide. */
  @ParameterizedTest
  @CsvSource({"9223372036854775807", "1e300", "99999999999999999999999"})
  void aTimeThatIsFarTooLargeIsNoFaultEither(String time) throws Exception {
    int status = statusOf(GOOD.replace("4102444800", time));

    assertEquals(true, status == 200 || status == 401, "status " + status);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {"null", "[]", "7", "``", "{", "\"x\""})
  void whatIsNoSetOfClaimsIsRefused(String payload) throws Exception {
    assertEquals(401, statusOf(payload == null ? "" : payload));
  }
}
