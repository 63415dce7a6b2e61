// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.access;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.RemoteKeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jose.util.ResourceRetriever;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The public keys of an OpenID provider, found by OpenID Connect Discovery 1.0. They are looked for
 * when the first token comes, so that the service starts also while the provider is down, and kept:
 * for 5 minutes, or until a token names a key that is not among them; then they are fetched again,
 * but at most twice in 30 s, since anybody can make up such tokens.
 */
final class ProviderKeys implements JWKSource<SecurityContext> {
  private static final String CONFIGURATION = "/.well-known/openid-configuration";

  /** To connect, between two bytes, and in all. */
  private static final int TIMEOUT_MILLISECONDS = 3_000;

  /** In bytes; common providers' documents have a few thousand. */
  private static final int LONGEST_DOCUMENT = 256 * 1024;

  /** How long keys that cannot be renewed are still good for. */
  private static final Duration OUTAGE = Duration.ofHours(1);

  /** How long not to ask again a provider that did not answer. */
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final URI issuer;
  private final ResourceRetriever http =
      new DeadlineRetriever(
          new DefaultResourceRetriever(
              TIMEOUT_MILLISECONDS, TIMEOUT_MILLISECONDS, LONGEST_DOCUMENT),
          Duration.ofMillis(TIMEOUT_MILLISECONDS));
  private final ReentrantLock discovering = new ReentrantLock();
  private volatile JWKSource<SecurityContext> keys;
  private long failedAt;
  private boolean failed;
  private volatile boolean loaded;

  ProviderKeys(URI issuer) {
    this.issuer = issuer;
  }

  /** Whether keys were ever got. */
  boolean isLoaded() {
    return loaded;
  }

  @Override
  public List<JWK> get(JWKSelector selector, SecurityContext context) throws KeySourceException {
    List<JWK> found = source().get(selector, context);
    loaded = true;
    return found;
  }

  private JWKSource<SecurityContext> source() throws KeySourceException {
    if (keys == null) {
      discovering.lock();
      try {
        if (keys == null) {
          keys = discover();
        }
      } finally {
        discovering.unlock();
      }
    }
    return keys;
  }

  private JWKSource<SecurityContext> discover() throws KeySourceException {
    if (failed && System.nanoTime() - failedAt < PAUSE.toNanos()) {
      throw new RemoteKeySourceException("the provider did not answer a moment ago", null);
    }
    try {
      return JWKSourceBuilder.<SecurityContext>create(keySet(), http)
          .outageTolerant(OUTAGE.toMillis())
          .build();
    } catch (IOException | ParseException | URISyntaxException | IllegalArgumentException e) {
      failed = true;
      failedAt = System.nanoTime();
      throw new RemoteKeySourceException("cannot find the provider's keys", e);
    }
  }

  /** Section 4.3: the document must name the very issuer it was asked for. */
  private URL keySet() throws IOException, ParseException, URISyntaxException {
    URL place = URI.create(issuer.toString().replaceAll("/$", "") + CONFIGURATION).toURL();
    Map<String, Object> document = JSONObjectUtils.parse(http.retrieveResource(place).getContent());
    String named = JSONObjectUtils.getString(document, "issuer");
    if (!issuer.toString().equals(named)) {
      throw new IOException("the configuration names another issuer");
    }
    return JSONObjectUtils.getURI(document, "jwks_uri").toURL();
  }
}
