// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.access;

/** Credentials that were not accepted. */
final class AuthenticationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Denial refusal;

  AuthenticationException(Denial refusal) {
    // Neither trace nor cause: causes quote what the client sent, and floods must stay cheap.
    super(refusal.name(), null, false, false);
    this.refusal = refusal;
  }

  /** Why. */
  Denial refusal() {
    return refusal;
  }
}
