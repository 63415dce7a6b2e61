// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.access;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import vn.nghe.service.error.RefusedException;
import vn.nghe.service.schedule.PeriodicTask;
import vn.nghe.service.schedule.Schedule;

/** Tells who sent a request by its credentials: an API key or a token of an OpenID provider. */
public final class Authenticator implements AutoCloseable {
  private final Optional<WatchedKeys> keys;
  private final Optional<TokenVerifier> tokens;
  private final Limits others;
  private final Consumer<Denial> refused;

  private Authenticator(
      Optional<WatchedKeys> keys,
      Optional<TokenVerifier> tokens,
      Limits others,
      Consumer<Denial> refused) {
    this.keys = keys;
    this.tokens = tokens;
    this.others = others;
    this.refused = refused;
  }

  /**
   * Reads the key file. Without keys and provider, everybody is let in.
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
      Consumer<Denial> refused) {
    return new Authenticator(
        keyFile.map(WatchedKeys::of),
        provider.map(settings -> new TokenVerifier(settings, others)),
        others,
        refused);
  }

  /**
   * Whose credentials these are.
   *
   * @throws RefusedException if that cannot be told, with what to answer
   */
  public Caller authenticate(Credentials credentials) {
    if (isOpen()) {
      return Caller.anonymous(others);
    }
    try {
      return callerOf(
          switch (credentials) {
            case Credentials.Absent _ -> throw new AuthenticationException(Denial.NO_CREDENTIALS);
            case Credentials.Malformed _ ->
                throw new AuthenticationException(Denial.MALFORMED_CREDENTIALS);
            case Credentials.Token(String text) -> text;
          });
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
        ApiKey.parse(token).orElseThrow(() -> new AuthenticationException(Denial.UNKNOWN_KEY));
    WatchedKeys watched = keys.orElseThrow(() -> new AuthenticationException(Denial.UNKNOWN_KEY));
    Caller caller = watched.ring().authenticate(key, Instant.now());
    return caller.validWhile(now -> watched.denial(key, caller.scopes(), now));
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

  /** From now on reads the key file whenever it changes. */
  void watch(Schedule schedule) {
    keys.ifPresent(it -> schedule.every(PeriodicTask.KEY_FILE, WatchedKeys.PERIOD, it::look));
  }

  @Override
  public void close() {
    keys.ifPresent(WatchedKeys::close);
  }
}
