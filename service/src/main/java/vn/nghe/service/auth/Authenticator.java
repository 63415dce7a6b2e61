// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.auth;

import io.helidon.http.Headers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import vn.nghe.service.http.ApiException;
import vn.nghe.service.limits.Limits;

/**
 * Tells who sent a request, by its headers: those of an HTTP request, and those of the upgrade to a
 * WebSocket, which no HTTP filter sees.
 */
public final class Authenticator implements AutoCloseable {
  private final Optional<WatchedKeys> keys;
  private final Optional<TokenVerifier> tokens;
  private final Limits others;
  private final Consumer<Refusal> refused;

  private Authenticator(
      Optional<WatchedKeys> keys,
      Optional<TokenVerifier> tokens,
      Limits others,
      Consumer<Refusal> refused) {
    this.keys = keys;
    this.tokens = tokens;
    this.others = others;
    this.refused = refused;
  }

  /**
   * Begins to watch the key file. Without keys and provider, everybody is let in.
   *
   * @param keyFile where API keys are, if anywhere
   * @param provider whose tokens are accepted, if anybody's
   * @param others what callers may use who have no key that says so
   * @param refused is told of every refusal
   * @throws KeyFileException if the key file cannot be used
   */
  public static Authenticator of(
      Optional<Path> keyFile,
      Optional<OidcSettings> provider,
      Limits others,
      Consumer<Refusal> refused) {
    return new Authenticator(
        keyFile.map(WatchedKeys::of),
        provider.map(settings -> new TokenVerifier(settings, others)),
        others,
        refused);
  }

  /**
   * Who sends these headers. In a WebSocket's, the key may also come as the subprotocol {@code
   * openai-insecure-api-key.KEY}, which the answer must then not choose.
   *
   * @throws ApiException if that cannot be told, with what to answer
   */
  public Caller authenticate(Headers headers) {
    if (isOpen()) {
      return Caller.anonymous(others);
    }
    try {
      return callerOf(BearerToken.of(headers));
    } catch (AuthenticationException e) {
      refused.accept(e.refusal());
      throw e.refusal().answer();
    }
  }

  private Caller callerOf(String token) {
    if (tokens.isPresent() && !token.startsWith(ApiKey.PREFIX)) {
      return tokens.get().authenticate(token);
    }
    ApiKey key =
        ApiKey.parse(token).orElseThrow(() -> new AuthenticationException(Refusal.UNKNOWN_KEY));
    return keys.map(WatchedKeys::ring)
        .orElseThrow(() -> new AuthenticationException(Refusal.UNKNOWN_KEY))
        .authenticate(key, Instant.now());
  }

  /** Whether nobody is asked who they are. */
  public boolean isOpen() {
    return keys.isEmpty() && tokens.isEmpty();
  }

  /** How many keys the key file had when it was last read whole. */
  public int keyCount() {
    return keys.map(it -> it.ring().size()).orElse(0);
  }

  /** Whether the keys in force are those of the key file as it is now. */
  public boolean isCurrent() {
    return keys.map(WatchedKeys::isCurrent).orElse(true);
  }

  @Override
  public void close() {
    keys.ifPresent(WatchedKeys::close);
  }
}
