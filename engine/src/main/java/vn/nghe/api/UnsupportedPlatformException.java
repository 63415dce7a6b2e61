// SPDX-License-Identifier: Apache-2.0
package vn.nghe.api;

/** This process cannot run the kernels at speed; the message says what to change. */
public final class UnsupportedPlatformException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message what is missing and how to add it
   */
  public UnsupportedPlatformException(String message) {
    super(message);
  }
}
