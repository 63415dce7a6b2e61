// SPDX-License-Identifier: Apache-2.0
package vn.nghe.perf.compare;

import java.nio.file.Path;

/** What is compared, seen from the root of the checkout. */
final class Model {
  /** The default model, of the size of Whisper base. */
  static final Path FOLDER = Path.of("models/nghe-base-vi");

  /** Silence that the model wants after a clip, in seconds: {@code tail_margin_seconds}. */
  static final double TAIL = 0.5;

  /** The length to which Whisper's own pipeline fills up every clip, in seconds. */
  static final int PADDED = 30;

  private Model() {}
}
