// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.pickle;

/** A pickle that breaks the format or the limits set here. */
public final class PickleException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final long position;

  /**
   * @param position byte of the pickle where the fault lies
   * @param message what is wrong there
   */
  PickleException(long position, String message) {
    super(message);
    this.position = position;
  }

  /** Byte of the pickle where the fault lies. */
  public long position() {
    return position;
  }
}
