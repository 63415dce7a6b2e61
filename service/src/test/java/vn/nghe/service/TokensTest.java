// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.nghe.service.access.KeyFile;
import vn.nghe.service.access.Limits;
import vn.nghe.service.access.Scope;
import vn.nghe.service.config.ConfigurationException;

/** A service that accepts the tokens of an OpenID provider. */
class TokensTest {
  private static final String SCOPES = "transcribe models:read";

  @TempDir private static Path folder;
  private static OpenIdProvider provider;
  private static HeldService service;
  private static String key;

  @BeforeAll
  static void start() throws Exception {
    provider = new OpenIdProvider();
    Path keys = folder.resolve("keys.json");
    key =
        KeyFile.at(keys)
            .create("test", Set.of(Scope.ADMIN), Instant.now(), Optional.empty(), Limits.NONE)
            .key()
            .reveal();
    service =
        new HeldService(
            Map.of(
                "nghe.auth.oidc.issuer",
                provider.issuer().toString(),
                "nghe.auth.oidc.audience",
                "nghe",
                "nghe.auth.oidc.leeway",
                "PT0S",
                "nghe.auth.keys",
                keys.toString()));
    service.release();
  }

  @AfterAll
  static void stop() {
    service.close();
    provider.close();
  }

  private static HttpResponse<String> ask(String token) {
    return service.client().with(token).get("/v1/models");
  }

  private static void assertRefused(String token) {
    HttpResponse<String> answer = ask(token);
    Client.assertError(401, "invalid_api_key", answer);
    assertEquals(
        "Bearer realm=\"nghe\", error=\"invalid_token\"",
        answer.headers().firstValue("WWW-Authenticate").orElse(""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"RS256", "PS256", "ES256"})
  void aTokenOpensWhatItsScopesCover(String algorithm) throws Exception {
    String token = provider.token(SCOPES, "audience=nghe&alg=" + algorithm);

    assertEquals(200, ask(token).statusCode());
    assertEquals(200, service.client().with(token).transcribe(Form.good().end()).statusCode());
  }

  @Test
  void aSessionEndsWhenItsTokenExpires() throws Exception {
    String token = provider.token(SCOPES, "audience=nghe&ttl=4");
    RealtimeClient session =
        RealtimeClient.open(
            service.service(),
            "?intent=transcription",
            "realtime",
            "openai-insecure-api-key." + token);
    session.await("session.created");

    assertEquals("invalid_api_key", session.await("error").at("/error/code").asText());
    assertEquals(1008, session.awaitClose());
  }

  @Test
  void apiKeysAreAcceptedBesides() {
    assertEquals(200, ask(key).statusCode());
  }

  @Test
  void aScopeThatIsMissingIsNamed() throws Exception {
    String token = provider.token("transcribe", "audience=nghe");

    Client.assertError(403, "insufficient_scope", ask(token));
  }

  @Test
  void aTokenForAnotherAudienceIsRefused() throws Exception {
    assertRefused(provider.token(SCOPES, "audience=other"));
  }

  @Test
  void aTokenIsRefusedFromTheMomentItExpires() throws Exception {
    String token = provider.token(SCOPES, "audience=nghe&ttl=5");
    assertEquals(200, ask(token).statusCode());

    while (ask(token).statusCode() == 200) {
      Thread.onSpinWait();
    }

    assertRefused(token);
  }

  @Test
  void aTokenThatWasTamperedWithIsRefused() throws Exception {
    String token = provider.token("models:read", "audience=nghe");
    String[] parts = token.split("\\.", -1);
    String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
    assertTrue(claims.contains("models:read"));
    String more =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(
                claims.replace("models:read", "admin").getBytes(StandardCharsets.UTF_8));

    assertRefused(parts[0] + "." + more + "." + parts[2]);
    assertRefused(parts[0] + "." + parts[1] + ".");
    assertRefused(parts[0] + "." + parts[1]);
  }

  @Test
  void aTokenWithoutASignatureIsRefused() throws Exception {
    JWTClaimsSet claims = claimsOfAGoodToken();

    assertRefused(new PlainJWT(claims).serialize());
  }

  /** Who takes the public key for the secret of an HMAC accepts what anybody can sign. */
  @Test
  void aTokenSignedWithThePublicKeyAsASecretIsRefused() throws Exception {
    JWTClaimsSet claims = claimsOfAGoodToken();
    RSAKey published = RSAKey.parse(provider.publicKey("RS256").toString());
    String pem =
        "-----BEGIN PUBLIC KEY-----\n"
            + Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(published.toRSAPublicKey().getEncoded())
            + "\n-----END PUBLIC KEY-----\n";

    assertRefused(
        signed(
            JWSAlgorithm.HS256,
            published.getKeyID(),
            claims,
            new MACSigner(pem.getBytes(StandardCharsets.US_ASCII))));
    assertRefused(
        signed(
            JWSAlgorithm.HS256,
            published.getKeyID(),
            claims,
            new MACSigner(published.toRSAPublicKey().getEncoded())));
  }

  @Test
  void aTokenSignedWithAKeyOfItsOwnIsRefused() throws Exception {
    RSAKey own = new RSAKeyGenerator(2048).keyID("rsa-1").generate();
    JWSSigner signer = new RSASSASigner(own);
    JWTClaimsSet claims = claimsOfAGoodToken();

    assertRefused(signed(JWSAlgorithm.RS256, "rsa-1", claims, signer));
    SignedJWT carriesItsKey =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256).jwk(own.toPublicJWK()).build(), claims);
    carriesItsKey.sign(signer);
    assertRefused(carriesItsKey.serialize());
  }

  private static JWTClaimsSet claimsOfAGoodToken() throws Exception {
    String token = provider.token(SCOPES, "audience=nghe");
    assertEquals(200, ask(token).statusCode());
    return SignedJWT.parse(token).getJWTClaimsSet();
  }

  private static String signed(
      JWSAlgorithm algorithm, String keyId, JWTClaimsSet claims, JWSSigner signer)
      throws Exception {
    JWSHeader header =
        new JWSHeader.Builder(algorithm).keyID(keyId).type(new JOSEObjectType("at+jwt")).build();
    SignedJWT token = new SignedJWT(header, claims);
    token.sign(signer);
    return token.serialize();
  }

  /** With a provider and a service of its own: keys are fetched again only so often. */
  @Test
  void keysMayChangeWhileTheServiceRuns() throws Exception {
    try (OpenIdProvider other = new OpenIdProvider();
        HeldService served =
            new HeldService(
                Map.of(
                    "nghe.auth.oidc.issuer",
                    other.issuer().toString(),
                    "nghe.auth.oidc.audience",
                    "nghe"))) {
      String before = other.token(SCOPES, "audience=nghe");
      assertEquals(200, served.client().with(before).get("/v1/models").statusCode());

      other.rotate();
      String after = other.token(SCOPES, "audience=nghe");

      assertEquals(200, served.client().with(after).get("/v1/models").statusCode());
      assertEquals(401, served.client().with(before).get("/v1/models").statusCode());
    }
  }

  /** The signature is checked by a key that this provider never had. */
  @Test
  void aTokenOfAnotherIssuerIsRefused() throws Exception {
    try (OpenIdProvider other = new OpenIdProvider()) {
      assertRefused(other.token(SCOPES, "audience=nghe"));
    }
  }

  @Test
  void aProviderThatIsDownIsNotTheClientsFault() throws Exception {
    OpenIdProvider gone = new OpenIdProvider();
    String token = gone.token(SCOPES, "audience=nghe");
    gone.close();
    try (HeldService served =
        new HeldService(
            Map.of(
                "nghe.auth.oidc.issuer",
                gone.issuer().toString(),
                "nghe.auth.oidc.audience",
                "nghe"))) {
      HttpResponse<String> answer = served.client().with(token).get("/v1/models");

      Client.assertError(503, "authentication_unavailable", answer);
      assertEquals("1", answer.headers().firstValue("Retry-After").orElse(""));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nghe.auth.oidc.issuer | http://login.example.com | https",
        "nghe.auth.oidc.issuer | login.example.com | https",
        "nghe.auth.oidc.audience | '' | name this service",
        "nghe.auth.oidc.algorithms | none | some of",
        "nghe.auth.oidc.algorithms | RS256,HS256 | some of",
        "nghe.auth.oidc.algorithms | '' | some of",
        "nghe.auth.oidc.leeway | PT1H | PT10M"
      })
  void aSettingThatWillNotDoIsNamed(String name, String value, String expected) {
    Map<String, String> settings =
        new HashMap<>(
            Map.of(
                "nghe.auth.oidc.issuer", "https://login.example.com",
                "nghe.auth.oidc.audience", "nghe"));
    settings.put(name, value);

    ConfigurationException e =
        assertThrows(ConfigurationException.class, () -> ServiceConfig.load(settings));

    assertTrue(e.getMessage().startsWith(name), e.getMessage());
    assertTrue(e.getMessage().contains(expected), e.getMessage());
  }
}
