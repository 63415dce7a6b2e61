// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.http;

import java.util.Objects;
import java.util.Optional;

/** A request that is refused. The message goes to the client, so it says what to do about it. */
public final class ApiException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final String parameter;
  private final String allow;

  private ApiException(ErrorCode code, String parameter, String allow, String message) {
    // The stack of a refusal tells nothing and a flood of refusals must stay cheap.
    super(message, null, false, false);
    this.code = Objects.requireNonNull(code, "code");
    this.parameter = parameter;
    this.allow = allow;
  }

  /** A fault of the request as a whole. */
  public static ApiException of(ErrorCode code, String message) {
    return new ApiException(code, "", "", message);
  }

  /**
   * A fault of one field of the form.
   *
   * @param parameter the name of the field
   */
  public static ApiException ofParameter(ErrorCode code, String parameter, String message) {
    return new ApiException(code, parameter, "", message);
  }

  /**
   * A method that a path does not answer.
   *
   * @param allow the methods that it does answer, for the header {@code Allow}
   */
  public static ApiException methodNotAllowed(String allow) {
    return new ApiException(
        ErrorCode.METHOD_NOT_ALLOWED, "", allow, "This path answers " + allow + " only.");
  }

  /** What kind of fault it is. */
  public ErrorCode code() {
    return code;
  }

  /** The form field at fault, where it is one. */
  public Optional<String> parameter() {
    return parameter.isEmpty() ? Optional.empty() : Optional.of(parameter);
  }

  /** The methods that the path answers, where the method was at fault. */
  public Optional<String> allow() {
    return allow.isEmpty() ? Optional.empty() : Optional.of(allow);
  }
}
