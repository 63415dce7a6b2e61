// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.inference;

import vn.nghe.Decoding;
import vn.nghe.ProgressListener;
import vn.nghe.audio.Audio;
import vn.nghe.transcript.Transcript;

/**
 * What the service asks of an engine. Called by several threads at once.
 *
 * @see vn.nghe.Transcriber#transcribe(Audio, Decoding)
 */
@FunctionalInterface
public interface Recogniser {
  Transcript transcribe(Audio audio, Decoding decoding);

  /**
   * The same, and tells the listener of progress and of what took how long.
   *
   * @see vn.nghe.Transcriber#transcribe(Audio, Decoding, ProgressListener)
   */
  default Transcript transcribe(Audio audio, Decoding decoding, ProgressListener listener) {
    return transcribe(audio, decoding);
  }

  /**
   * Whether the model has letters for a hot word.
   *
   * @see vn.nghe.Transcriber#writes
   */
  default boolean writes(String hotWord) {
    return true;
  }
}
