// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.access;

import java.util.Optional;
import vn.nghe.service.error.ErrorCode;
import vn.nghe.service.error.RefusalDetail;
import vn.nghe.service.error.RefusedException;

/** Why a caller did not get what it asked for: what the operator counts by. */
public enum Denial {
  NO_CREDENTIALS,
  MALFORMED_CREDENTIALS,
  UNKNOWN_KEY,
  WRONG_SECRET,
  KEY_REVOKED,
  KEY_EXPIRED,
  TOKEN_REFUSED,
  PROVIDER_UNAVAILABLE,
  SCOPE_MISSING,
  RATE_LIMIT_EXCEEDED,
  CONCURRENCY_LIMIT_EXCEEDED,
  INSUFFICIENT_QUOTA;

  private static final String UNKNOWN =
      "This API key is not known here. Was all of it sent, and to the right service?";

  /** The limit that a refusal with {@code code} enforces, if it does. */
  static Optional<Denial> of(ErrorCode code) {
    return switch (code) {
      case RATE_LIMIT_EXCEEDED -> Optional.of(RATE_LIMIT_EXCEEDED);
      case CONCURRENCY_LIMIT_EXCEEDED -> Optional.of(CONCURRENCY_LIMIT_EXCEEDED);
      case INSUFFICIENT_QUOTA -> Optional.of(INSUFFICIENT_QUOTA);
      default -> Optional.empty();
    };
  }

  /**
   * The answer to credentials that were refused. It does not tell whether a key that the client
   * made up exists.
   */
  RefusedException answer() {
    return switch (this) {
      case NO_CREDENTIALS ->
          unauthorised(
              RefusalDetail.Credentials.MISSING,
              "An API key is needed. Send it in the header 'Authorization: Bearer KEY'.");
      case MALFORMED_CREDENTIALS ->
          unauthorised(
              RefusalDetail.Credentials.MALFORMED,
              "The credentials cannot be read. Send one header 'Authorization: Bearer KEY' with"
                  + " nothing else in it.");
      case KEY_REVOKED -> invalid("This API key was revoked. Ask for another.");
      case KEY_EXPIRED -> invalid("This API key has expired. Ask for another.");
      case SCOPE_MISSING -> invalid("The rights of this API key were reduced. Begin anew.");
      case TOKEN_REFUSED ->
          invalid(
              "This is neither an API key nor a token that is accepted here. A token may be"
                  + " expired, for another audience, or from another issuer. Get a new one.");
      case PROVIDER_UNAVAILABLE ->
          RefusedException.of(
              ErrorCode.AUTHENTICATION_UNAVAILABLE,
              "Tokens cannot be checked now, since their issuer does not answer. Try again a little"
                  + " later.");
      default -> invalid(UNKNOWN);
    };
  }

  /** The answer to a caller without the right to something. */
  static RefusedException lacking(Scope scope) {
    return RefusedException.of(
            ErrorCode.INSUFFICIENT_SCOPE,
            "These credentials lack the scope '" + scope.word() + "', which this needs.")
        .with(new RefusalDetail.MissingScope(scope.word()));
  }

  private static RefusedException invalid(String message) {
    return unauthorised(RefusalDetail.Credentials.INVALID, message);
  }

  private static RefusedException unauthorised(RefusalDetail.Credentials fault, String message) {
    return RefusedException.of(ErrorCode.INVALID_API_KEY, message).with(fault);
  }
}
