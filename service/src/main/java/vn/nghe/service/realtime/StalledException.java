// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.realtime;

/** A client that has not read its events for too long. */
final class StalledException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StalledException() {
    super("the client reads no events", null, false, false);
  }
}
