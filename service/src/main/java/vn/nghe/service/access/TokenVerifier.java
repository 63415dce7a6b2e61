// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.text.ParseException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.Stream;
import vn.nghe.service.files.Sha256;

/**
 * Checks the tokens of an OpenID provider: JWTs (RFC 7519) as access tokens (RFC 9068). Nimbus does
 * the cryptography; of all libraries it is the one that also fetches, keeps and renews keys.
 */
final class TokenVerifier {
  private static final System.Logger LOG = System.getLogger(TokenVerifier.class.getName());

  /** Names of 128 random-looking bits do not meet. */
  private static final int ID_BYTES = 16;

  private final ProviderKeys keys;
  private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
  private final Duration leeway;
  private final Limits limits;

  /**
   * Checks by {@code settings}.
   *
   * @param limits what each subject may use
   */
  TokenVerifier(OidcSettings settings, Limits limits) {
    this.keys = new ProviderKeys(settings.issuer());
    this.leeway = settings.leeway();
    this.limits = limits;
    processor.setJWSTypeVerifier(
        new DefaultJOSEObjectTypeVerifier<>(
            JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
    processor.setJWSKeySelector(new JWSVerificationKeySelector<>(settings.signatures(), keys));
    DefaultJWTClaimsVerifier<SecurityContext> claims =
        new DefaultJWTClaimsVerifier<>(
            settings.audience(),
            new JWTClaimsSet.Builder().issuer(settings.issuer().toString()).build(),
            Set.of("exp", "sub"));
    claims.setMaxClockSkew((int) settings.leeway().toSeconds());
    processor.setJWTClaimsSetVerifier(claims);
  }

  /**
   * Whose token it is.
   *
   * @throws AuthenticationException if it is not accepted, or cannot be checked now
   */
  Caller authenticate(String token) {
    JWTClaimsSet claims = verify(token);
    // Claims that are there and are null count as there.
    if (claims.getExpirationTime() == null
        || claims.getSubject() == null
        || claims.getSubject().isBlank()) {
      throw new AuthenticationException(Denial.TOKEN_REFUSED);
    }
    return new Caller(
        idOf(claims), scopes(claims), limits, Validity.until(end(claims.getExpirationTime())));
  }

  /** Of a token that is good for longer than clocks count, the end is that of time. */
  private Instant end(Date expiration) {
    try {
      return expiration.toInstant().plus(leeway);
    } catch (DateTimeException | ArithmeticException _) {
      return Instant.MAX;
    }
  }

  private JWTClaimsSet verify(String token) {
    try {
      return processor.process(token, null);
    } catch (RateLimitReachedException _) {
      throw new AuthenticationException(
          keys.isLoaded() ? Denial.TOKEN_REFUSED : Denial.PROVIDER_UNAVAILABLE);
    } catch (KeySourceException e) {
      LOG.log(System.Logger.Level.WARNING, "no keys of the OpenID provider: {0}", reason(e));
      throw new AuthenticationException(Denial.PROVIDER_UNAVAILABLE);
    } catch (ParseException | BadJOSEException | JOSEException _) {
      throw new AuthenticationException(Denial.TOKEN_REFUSED);
    } catch (RuntimeException e) {
      // The library casts what it expects in a token, which anybody may have written.
      LOG.log(System.Logger.Level.DEBUG, "a token is not what it should be", e);
      throw new AuthenticationException(Denial.TOKEN_REFUSED);
    }
  }

  private static String reason(Exception e) {
    return e.getCause() == null ? e.getMessage() : e.getMessage() + ": " + e.getCause();
  }

  /** Subjects are often mail addresses, which have no place in logs. */
  private static String idOf(JWTClaimsSet claims) {
    return "sub-" + HexFormat.of().formatHex(Sha256.of(claims.getSubject()), 0, ID_BYTES);
  }

  /** {@code scope} of RFC 9068, or {@code scp}, which other providers use, as text or list. */
  private static Set<Scope> scopes(JWTClaimsSet claims) {
    Set<Scope> scopes = EnumSet.noneOf(Scope.class);
    Stream.of("scope", "scp")
        .flatMap(name -> words(claims.getClaim(name)))
        .flatMap(word -> Scope.of(word).stream())
        .forEach(scopes::add);
    return scopes;
  }

  private static Stream<String> words(Object claim) {
    return switch (claim) {
      case String text -> Stream.of(text.split(" ", -1));
      case Collection<?> list ->
          list.stream().filter(String.class::isInstance).map(Object::toString);
      case null, default -> Stream.empty();
    };
  }
}
