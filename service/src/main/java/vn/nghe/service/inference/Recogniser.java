// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.inference;

import java.util.function.Consumer;
import vn.nghe.StreamingTranscriber;
import vn.nghe.api.Decoding;
import vn.nghe.api.ProgressListener;
import vn.nghe.api.Recognised;
import vn.nghe.api.StreamingOptions;
import vn.nghe.audio.input.AudioSource;
import vn.nghe.transcript.LiveText;
import vn.nghe.transcript.Transcript;

/**
 * What the service asks of an engine. Called by several threads at once.
 *
 * @see vn.nghe.Transcriber#transcribe
 */
@FunctionalInterface
public interface Recogniser {
  /**
   * Transcribes a recording.
   *
   * @param source is decoded while it is recognised, in steps as {@link ProgressListener} says
   */
  Transcript transcribe(AudioSource source, Decoding decoding);

  /**
   * The same, and asks between passes whether to go on, and tells of words as soon as they are
   * certain, and of what took how long.
   *
   * @param listener hears the words of the transcript bit by bit, on the calling thread
   * @see vn.nghe.Transcriber#transcribe
   */
  default Transcript transcribe(AudioSource source, Decoding decoding, ProgressListener listener) {
    Transcript transcript = transcribe(source, decoding);
    if (!transcript.words().isEmpty()) {
      listener.recognised(new Recognised(transcript.seconds(), transcript.words()));
    }
    return transcript;
  }

  /**
   * Opens a stream for live speech.
   *
   * @see vn.nghe.Transcriber#stream
   */
  default StreamingTranscriber stream(StreamingOptions options, Consumer<LiveText> listener) {
    throw new UnsupportedOperationException("this engine hears whole recordings only");
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
