// SPDX-License-Identifier: Apache-2.0
package vn.nghe.api;

import java.util.concurrent.CancellationException;

/** A transcription was cancelled: its thread was interrupted, or its listener ended it. */
public final class TranscriptionCancelledException extends CancellationException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message who cancelled it
   */
  public TranscriptionCancelledException(String message) {
    super(message);
  }
}
