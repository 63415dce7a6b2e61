// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.realtime;

import java.util.List;
import java.util.Optional;
import vn.nghe.api.Decoding;
import vn.nghe.api.StreamingOptions;

/**
 * A session as its client wants it. Immutable.
 *
 * @param format of the sound
 * @param turnDetection how turns end; empty where the client alone ends them
 * @param hints what is known of the speech beforehand
 * @param logprobs whether to tell how sure the model is of each word
 * @param partials whether to send text that may still change, an extension of ours
 * @param words whether to send words with their times, an extension of ours
 */
record SessionSettings(
    SoundFormat format,
    Optional<TurnDetection> turnDetection,
    Hints hints,
    boolean logprobs,
    boolean partials,
    boolean words) {
  /**
   * What is known of the speech beforehand.
   *
   * @param model the name that the client gave the model
   * @param language the language that it named
   * @param prompt a text that hints at what will be said
   * @param keywords words to be preferred
   * @param decoding what follows from prompt and keywords
   */
  record Hints(
      String model,
      Optional<String> language,
      Optional<String> prompt,
      List<String> keywords,
      Decoding decoding) {
    Hints {
      keywords = List.copyOf(keywords);
    }
  }

  /** What a session has before its client says anything. */
  static SessionSettings initial(String model) {
    return new SessionSettings(
        SoundFormat.PCM,
        Optional.of(TurnDetection.DEFAULT),
        new Hints(model, Optional.empty(), Optional.empty(), List.of(), Decoding.DEFAULT),
        false,
        false,
        false);
  }

  /** What the engine has to know. */
  StreamingOptions streaming() {
    StreamingOptions options = StreamingOptions.DEFAULT.withDecoding(hints.decoding());
    return turnDetection.map(turns -> options.withEndpoint(turns.silence())).orElse(options);
  }

  SessionSettings withFormat(SoundFormat changed) {
    return new SessionSettings(changed, turnDetection, hints, logprobs, partials, words);
  }

  SessionSettings withTurnDetection(Optional<TurnDetection> changed) {
    return new SessionSettings(format, changed, hints, logprobs, partials, words);
  }

  SessionSettings withHints(Hints changed) {
    return new SessionSettings(format, turnDetection, changed, logprobs, partials, words);
  }

  SessionSettings withLogprobs(boolean changed) {
    return new SessionSettings(format, turnDetection, hints, changed, partials, words);
  }

  SessionSettings withExtensions(boolean changedPartials, boolean changedWords) {
    return new SessionSettings(
        format, turnDetection, hints, logprobs, changedPartials, changedWords);
  }
}
