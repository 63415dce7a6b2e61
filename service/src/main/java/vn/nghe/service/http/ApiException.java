// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.http;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** A request that is refused. The message goes to the client, so it says what to do about it. */
public final class ApiException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final String parameter;
  private final transient List<Header> headers;

  private ApiException(ErrorCode code, String parameter, List<Header> headers, String message) {
    // The stack of a refusal tells nothing and a flood of refusals must stay cheap.
    super(message, null, false, false);
    this.code = Objects.requireNonNull(code, "code");
    this.parameter = parameter;
    this.headers = headers;
  }

  /** A fault of the request as a whole. */
  public static ApiException of(ErrorCode code, String message) {
    return new ApiException(code, "", List.of(), message);
  }

  /**
   * A fault of one field of the form.
   *
   * @param parameter the name of the field
   */
  public static ApiException ofParameter(ErrorCode code, String parameter, String message) {
    return new ApiException(code, parameter, List.of(), message);
  }

  /**
   * A method that a path does not answer.
   *
   * @param allow the methods that it does answer, for the header {@code Allow}
   */
  public static ApiException methodNotAllowed(String allow) {
    return of(ErrorCode.METHOD_NOT_ALLOWED, "This path answers " + allow + " only.")
        .with(HeaderValues.create(HeaderNames.ALLOW, allow));
  }

  /** The same refusal, whose answer has these headers too. */
  public ApiException with(Header... more) {
    List<Header> all = Stream.concat(headers.stream(), Stream.of(more)).toList();
    return new ApiException(code, parameter, all, getMessage());
  }

  /** What kind of fault it is. */
  public ErrorCode code() {
    return code;
  }

  /** The form field at fault, where it is one. */
  public Optional<String> parameter() {
    return parameter.isEmpty() ? Optional.empty() : Optional.of(parameter);
  }

  /** What the answer has besides the headers of every answer. */
  public List<Header> headers() {
    return headers;
  }
}
