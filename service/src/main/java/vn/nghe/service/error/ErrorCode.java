// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.error;

import java.util.Locale;

/** Every way in which a request can fail; its name in lower case is part of the contract. */
public enum ErrorCode {
  MALFORMED_REQUEST(Cause.REQUEST),
  BODY_EMPTY(Cause.REQUEST),
  BODY_TRUNCATED(Cause.REQUEST),
  JSON_MALFORMED(Cause.REQUEST),
  MULTIPART_MALFORMED(Cause.REQUEST),
  TOO_MANY_PARTS(Cause.REQUEST),
  MISSING_REQUIRED_PARAMETER(Cause.REQUEST),
  DUPLICATE_PARAMETER(Cause.REQUEST),
  UNKNOWN_PARAMETER(Cause.REQUEST),
  UNSUPPORTED_PARAMETER(Cause.REQUEST),
  UNSUPPORTED_VALUE(Cause.REQUEST),
  INVALID_TYPE(Cause.REQUEST),
  INVALID_VALUE(Cause.REQUEST),
  STRING_ABOVE_MAX_LENGTH(Cause.REQUEST),
  INVALID_EVENT(Cause.REQUEST),
  INPUT_AUDIO_BUFFER_COMMIT_EMPTY(Cause.REQUEST),
  SESSION_EXPIRED(Cause.REQUEST),
  AUDIO_EMPTY(Cause.REQUEST),
  AUDIO_UNSUPPORTED(Cause.REQUEST),
  AUDIO_MALFORMED(Cause.REQUEST),
  AUDIO_TOO_LONG(Cause.REQUEST),
  AUDIO_TOO_COSTLY(Cause.REQUEST),
  INVALID_API_KEY(Cause.CALLER),
  INSUFFICIENT_SCOPE(Cause.CALLER),
  ORIGIN_NOT_ALLOWED(Cause.CALLER),
  HOST_NOT_ALLOWED(Cause.CALLER),
  NOT_FOUND(Cause.REQUEST),
  MODEL_NOT_FOUND(Cause.REQUEST),
  METHOD_NOT_ALLOWED(Cause.REQUEST),
  REQUEST_TIMEOUT(Cause.REQUEST),
  UPLOAD_TIMEOUT(Cause.REQUEST),
  SESSION_IDLE(Cause.REQUEST),
  NOTHING_TO_ROLL_BACK(Cause.REQUEST),
  BODY_TOO_LARGE(Cause.REQUEST),
  UNSUPPORTED_MEDIA_TYPE(Cause.REQUEST),
  MODEL_UNUSABLE(Cause.REQUEST),
  UPGRADE_REQUIRED(Cause.REQUEST),
  RATE_LIMIT_EXCEEDED(Cause.CALLER),
  CONCURRENCY_LIMIT_EXCEEDED(Cause.CALLER),
  INSUFFICIENT_QUOTA(Cause.CALLER),
  INTERNAL_ERROR(Cause.SERVICE),
  MODEL_LOADING(Cause.LOAD),
  QUEUE_FULL(Cause.LOAD),
  TOO_MANY_SESSIONS(Cause.LOAD),
  UPLOAD_MEMORY_FULL(Cause.LOAD),
  SHUTTING_DOWN(Cause.LOAD),
  AUTHENTICATION_UNAVAILABLE(Cause.LOAD),
  MODEL_STORE_UNAVAILABLE(Cause.LOAD),
  STORAGE_UNAVAILABLE(Cause.LOAD),
  DEADLINE_EXCEEDED(Cause.SERVICE),
  MODEL_CACHE_UNUSABLE(Cause.SERVICE);

  private final Cause cause;

  /** Where a failure comes from. */
  private enum Cause {
    /** What is asked for, whoever asks. */
    REQUEST,
    /** Who asks, whatever is asked for. */
    CALLER,
    /** The load or the state of the service, which change by themselves. */
    LOAD,
    /** The service itself. */
    SERVICE
  }

  ErrorCode(Cause cause) {
    this.cause = cause;
  }

  /** The word in the {@code code} field of the answer. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The word in the {@code type} field of the answer, one of those that OpenAI's clients know. */
  public String type() {
    return switch (this) {
      case RATE_LIMIT_EXCEEDED, CONCURRENCY_LIMIT_EXCEEDED -> "requests";
      case INSUFFICIENT_QUOTA -> "insufficient_quota";
      default ->
          cause == Cause.REQUEST || cause == Cause.CALLER
              ? "invalid_request_error"
              : "server_error";
    };
  }

  /** Whether the same request may well succeed a little later. */
  public boolean isTemporary() {
    return cause == Cause.LOAD;
  }

  /** Whether the failure lies with the caller, whatever the request holds. */
  public boolean isOfCaller() {
    return cause == Cause.CALLER;
  }
}
