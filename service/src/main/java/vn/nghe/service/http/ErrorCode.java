// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.http;

import io.helidon.http.Status;
import java.util.Locale;

/** Every way in which a request can fail, and the HTTP status that tells so. */
public enum ErrorCode {
  MALFORMED_REQUEST(400),
  BODY_EMPTY(400),
  BODY_TRUNCATED(400),
  JSON_MALFORMED(400),
  MULTIPART_MALFORMED(400),
  TOO_MANY_PARTS(400),
  MISSING_REQUIRED_PARAMETER(400),
  DUPLICATE_PARAMETER(400),
  UNKNOWN_PARAMETER(400),
  UNSUPPORTED_PARAMETER(400),
  UNSUPPORTED_VALUE(400),
  INVALID_TYPE(400),
  INVALID_VALUE(400),
  STRING_ABOVE_MAX_LENGTH(400),
  INVALID_EVENT(400),
  INPUT_AUDIO_BUFFER_COMMIT_EMPTY(400),
  SESSION_EXPIRED(400),
  AUDIO_EMPTY(400),
  AUDIO_UNSUPPORTED(400),
  AUDIO_MALFORMED(400),
  AUDIO_TOO_LONG(400),
  INVALID_API_KEY(401),
  INSUFFICIENT_SCOPE(403),
  ORIGIN_NOT_ALLOWED(403),
  NOT_FOUND(404),
  MODEL_NOT_FOUND(404),
  METHOD_NOT_ALLOWED(405),
  REQUEST_TIMEOUT(408),
  UPLOAD_TIMEOUT(408),
  SESSION_IDLE(408),
  NOTHING_TO_ROLL_BACK(409),
  BODY_TOO_LARGE(413),
  UNSUPPORTED_MEDIA_TYPE(415),
  MODEL_UNUSABLE(422),
  UPGRADE_REQUIRED(426),
  RATE_LIMIT_EXCEEDED(429),
  CONCURRENCY_LIMIT_EXCEEDED(429),
  INSUFFICIENT_QUOTA(429),
  INTERNAL_ERROR(500),
  MODEL_LOADING(503),
  QUEUE_FULL(503),
  TOO_MANY_SESSIONS(503),
  UPLOAD_MEMORY_FULL(503),
  SHUTTING_DOWN(503),
  AUTHENTICATION_UNAVAILABLE(503),
  MODEL_STORE_UNAVAILABLE(503),
  DEADLINE_EXCEEDED(504),
  MODEL_CACHE_UNUSABLE(507);

  private final int status;

  ErrorCode(int status) {
    this.status = status;
  }

  /** The HTTP status of the answer. */
  public Status status() {
    return Status.create(status);
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
      default -> status < 500 ? "invalid_request_error" : "server_error";
    };
  }

  /** Whether the same request may well succeed a little later. */
  public boolean passes() {
    return status == 503;
  }

  /** Whether the fault lies with who sent the request, whatever it holds. */
  boolean isOfSender() {
    return status == 401 || status == 403 || status == 429;
  }

  /**
   * Whether the rest of the request's body can no longer be read, or nobody knows where it ends.
   */
  boolean leavesBodyUnreadable() {
    return this == MALFORMED_REQUEST || this == BODY_TRUNCATED || this == UPLOAD_TIMEOUT;
  }
}
