// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.realtime;

/** How a session came to its end: what the operator counts by. */
public enum SessionEnd {
  /** The client closed it. */
  CLOSED(1000, ""),
  /** The connection broke. */
  DISCONNECTED(1006, ""),
  /** The service was told to stop. */
  DRAINED(1001, "the service is shutting down"),
  /** The client sent nothing. */
  IDLE(1008, "idle for too long"),
  /** It has lasted as long as sessions may. */
  EXPIRED(1008, "the session has lasted too long"),
  /** The client has used up the audio that it may use. */
  QUOTA(1008, "no audio is left"),
  /** Its credentials no longer hold. */
  UNAUTHORISED(1008, "the credentials no longer hold"),
  /** The client read nothing, so that no farewell would come through. */
  STALLED(1006, ""),
  /** A message was larger than messages may be. */
  MESSAGE_TOO_BIG(1009, "a message is too big"),
  /** A fault of the service. */
  FAILED(1011, "internal error");

  private final int code;
  private final String reason;

  SessionEnd(int code, String reason) {
    this.code = code;
    this.reason = reason;
  }

  /** The close code of RFC 6455 section 7.4.1. */
  int code() {
    return code;
  }

  /** What the client is told. */
  String reason() {
    return reason;
  }
}
