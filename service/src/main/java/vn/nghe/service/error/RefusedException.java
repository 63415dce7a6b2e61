// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.error;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * A request that is refused, whatever protocol it came by. The message goes to the client, so it
 * says what to do about it.
 */
public final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final String parameter;
  private final transient Optional<Duration> retryAfter;
  private final transient Optional<RefusalDetail> detail;

  private RefusedException(
      ErrorCode code,
      String parameter,
      String message,
      Optional<Duration> retryAfter,
      Optional<RefusalDetail> detail) {
    // A stack trace explains no refusal, and a flood of refusals must stay cheap.
    super(message, null, false, false);
    this.code = Objects.requireNonNull(code, "code");
    this.parameter = parameter;
    this.retryAfter = retryAfter;
    this.detail = detail;
  }

  /** A fault of the request as a whole. */
  public static RefusedException of(ErrorCode code, String message) {
    return ofParameter(code, "", message);
  }

  /**
   * A fault of one field of the request.
   *
   * @param parameter the name of the field
   */
  public static RefusedException ofParameter(ErrorCode code, String parameter, String message) {
    return new RefusedException(code, parameter, message, Optional.empty(), Optional.empty());
  }

  /**
   * A method that a resource does not support.
   *
   * @param methods those it does support
   */
  public static RefusedException methodNotAllowed(String... methods) {
    String allowed = String.join(", ", methods);
    return of(ErrorCode.METHOD_NOT_ALLOWED, "This path answers " + allowed + " only.")
        .with(new RefusalDetail.AllowedMethods(allowed));
  }

  /** The refusal of every request that arrives while the service stops. */
  public static RefusedException shuttingDown() {
    return of(
        ErrorCode.SHUTTING_DOWN, "This instance is shutting down. Ask another, or try again.");
  }

  /** The same refusal, which tells when the same request may succeed. */
  public RefusedException withRetryAfter(Duration wait) {
    return new RefusedException(code, parameter, getMessage(), Optional.of(wait), detail);
  }

  /** The same refusal with what a client's program may need beside the message. */
  public RefusedException with(RefusalDetail more) {
    return new RefusedException(code, parameter, getMessage(), retryAfter, Optional.of(more));
  }

  /** What kind of fault it is. */
  public ErrorCode code() {
    return code;
  }

  /** The field at fault, if it is a field. */
  public Optional<String> parameter() {
    return parameter.isEmpty() ? Optional.empty() : Optional.of(parameter);
  }

  /** After which time the same request may succeed, where that is known. */
  public Optional<Duration> retryAfter() {
    return retryAfter;
  }

  /** What a client's program may need beside the message. */
  public Optional<RefusalDetail> detail() {
    return detail;
  }
}
