// SPDX-License-Identifier: Apache-2.0
package vn.nghe;

import java.util.concurrent.CancellationException;

/** A transcription that its caller no longer wants: its thread or its listener said so. */
public final class TranscriptionCancelledException extends CancellationException {
  private static final long serialVersionUID = 1L;

  TranscriptionCancelledException(String message) {
    super(message);
  }
}
