// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.http;

import io.helidon.http.Status;
import vn.nghe.service.error.ErrorCode;

/** The HTTP status of every error code. */
public final class ErrorStatus {
  private ErrorStatus() {}

  /** The status of answers with this code. */
  public static Status of(ErrorCode code) {
    return Status.create(
        switch (code) {
          case MALFORMED_REQUEST,
              BODY_EMPTY,
              BODY_TRUNCATED,
              JSON_MALFORMED,
              MULTIPART_MALFORMED,
              TOO_MANY_PARTS,
              MISSING_REQUIRED_PARAMETER,
              DUPLICATE_PARAMETER,
              UNKNOWN_PARAMETER,
              UNSUPPORTED_PARAMETER,
              UNSUPPORTED_VALUE,
              INVALID_TYPE,
              INVALID_VALUE,
              STRING_ABOVE_MAX_LENGTH,
              INVALID_EVENT,
              INPUT_AUDIO_BUFFER_COMMIT_EMPTY,
              SESSION_EXPIRED,
              AUDIO_EMPTY,
              AUDIO_UNSUPPORTED,
              AUDIO_MALFORMED,
              AUDIO_TOO_LONG,
              AUDIO_TOO_COSTLY ->
              400;
          case INVALID_API_KEY -> 401;
          case INSUFFICIENT_SCOPE, ORIGIN_NOT_ALLOWED, HOST_NOT_ALLOWED -> 403;
          case NOT_FOUND, MODEL_NOT_FOUND -> 404;
          case METHOD_NOT_ALLOWED -> 405;
          case REQUEST_TIMEOUT, UPLOAD_TIMEOUT, SESSION_IDLE -> 408;
          case NOTHING_TO_ROLL_BACK -> 409;
          case BODY_TOO_LARGE -> 413;
          case UNSUPPORTED_MEDIA_TYPE -> 415;
          case MODEL_UNUSABLE -> 422;
          case UPGRADE_REQUIRED -> 426;
          case RATE_LIMIT_EXCEEDED, CONCURRENCY_LIMIT_EXCEEDED, INSUFFICIENT_QUOTA -> 429;
          case INTERNAL_ERROR -> 500;
          case MODEL_LOADING,
              QUEUE_FULL,
              TOO_MANY_SESSIONS,
              UPLOAD_MEMORY_FULL,
              SHUTTING_DOWN,
              AUTHENTICATION_UNAVAILABLE,
              MODEL_STORE_UNAVAILABLE,
              STORAGE_UNAVAILABLE ->
              503;
          case DEADLINE_EXCEEDED -> 504;
          case MODEL_CACHE_UNUSABLE -> 507;
        });
  }
}
