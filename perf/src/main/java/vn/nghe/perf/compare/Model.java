// SPDX-License-Identifier: Apache-2.0
package vn.nghe.perf.compare;

import java.nio.file.Path;

/** The model of the comparison. */
final class Model {
  /** The default model, of the size of Whisper base; relative to the root of the checkout. */
  static final Path FOLDER = Path.of("models/nghe-base-vi");

  /** Silence appended to a clip, in seconds: {@code tail_margin_seconds}. */
  static final double TAIL = 0.5;

  /** The length to which Whisper's own pipeline pads every clip, in seconds. */
  static final int PADDED = 30;

  private Model() {}
}
