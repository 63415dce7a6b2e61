// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.realtime;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import vn.nghe.service.error.ErrorCode;
import vn.nghe.service.models.ServedModel;
import vn.nghe.service.transcription.RequestedHotWords;

/**
 * What a client wants changed. Nothing is passed over in silence: a field is honoured, or accepted
 * and documented to have no effect, or refused by name. A field that is not there stays as it is.
 */
final class SessionUpdate {
  private static final String LOGPROBS = "item.input_audio_transcription.logprobs";

  /** As for the prompt of a recording. */
  private static final int LONGEST_PROMPT = 16 * 1024;

  /** Longest padding before speech to take, without effect, in milliseconds. */
  private static final int LONGEST_PADDING = 60_000;

  private final ServedModel model;
  private final Predicate<String> writable;

  /**
   * @param model the model that is served
   * @param writable whether it has letters for a phrase
   */
  SessionUpdate(ServedModel model, Predicate<String> writable) {
    this.model = model;
    this.writable = writable;
  }

  /**
   * The settings after an update.
   *
   * @throws vn.nghe.service.error.RefusedException if it asks for what cannot be done; nothing is
   *     changed then
   */
  SessionSettings apply(ClientEvent.Update update, SessionSettings settings) {
    JsonFields session = new JsonFields(update.session(), "session");
    SessionSettings changed =
        update.isOldForm() ? oldForm(session, settings) : newForm(session, settings);
    changed = include(session, changed);
    return extensions(session, changed);
  }

  private SessionSettings newForm(JsonFields session, SessionSettings settings) {
    session.allow(Set.of("id", "object", "expires_at", "type", "audio", "include", "nghe"));
    String type = session.text("type").orElse("transcription");
    if (!type.equals("transcription")) {
      throw session.fault(
          ErrorCode.UNSUPPORTED_VALUE,
          "type",
          "must be transcription; this service does not speak");
    }
    Optional<JsonFields> audio = session.fields("audio");
    audio.ifPresent(it -> it.allow(Set.of("input")));
    Optional<JsonFields> input = audio.flatMap(it -> it.fields("input"));
    if (input.isEmpty()) {
      return settings;
    }
    JsonFields fields = input.get();
    fields.allow(Set.of("format", "noise_reduction", "transcription", "turn_detection"));
    SessionSettings changed =
        fields.fields("format").map(it -> settings.withFormat(format(it))).orElse(settings);
    return turns(fields, hints(fields, "transcription", changed));
  }

  private SessionSettings oldForm(JsonFields session, SessionSettings settings) {
    session.allow(
        Set.of(
            "id",
            "object",
            "input_audio_format",
            "input_audio_transcription",
            "input_audio_noise_reduction",
            "turn_detection",
            "include",
            "nghe"));
    SessionSettings changed =
        session
            .text("input_audio_format")
            .map(
                name ->
                    SoundFormat.ofOldName(name)
                        .orElseThrow(
                            () ->
                                session.fault(
                                    ErrorCode.INVALID_VALUE,
                                    "input_audio_format",
                                    "must be one of " + SoundFormat.oldNames())))
            .map(settings::withFormat)
            .orElse(settings);
    return turns(session, hints(session, "input_audio_transcription", changed));
  }

  private static SoundFormat format(JsonFields fields) {
    fields.allow(Set.of("type", "rate"));
    SoundFormat format =
        SoundFormat.ofType(fields.text("type").orElse(SoundFormat.PCM.type()))
            .orElseThrow(
                () ->
                    fields.fault(
                        ErrorCode.INVALID_VALUE, "type", "must be one of " + SoundFormat.types()));
    if (fields.integer("rate", 1, Integer.MAX_VALUE).orElse(format.rate()) != format.rate()) {
      throw fields.fault(
          ErrorCode.UNSUPPORTED_VALUE, "rate", "must be " + format.rate() + " for this type");
    }
    return format;
  }

  private SessionSettings hints(JsonFields parent, String name, SessionSettings settings) {
    if (parent.isNull(name)) {
      throw parent.fault(
          ErrorCode.UNSUPPORTED_VALUE, name, "cannot be turned off; it is what the session is for");
    }
    Optional<JsonFields> given = parent.fields(name);
    if (given.isEmpty()) {
      return settings;
    }
    JsonFields fields = given.get();
    fields.allow(Set.of("model", "language", "languages", "prompt", "keywords", "delay"));
    SessionSettings.Hints old = settings.hints();
    Optional<String> language = given(fields, "language", old.language());
    language.ifPresent(wish -> requireLanguage(fields, "language", wish));
    fields
        .texts("languages")
        .ifPresent(all -> all.forEach(wish -> requireLanguage(fields, "languages", wish)));
    Optional<String> prompt = given(fields, "prompt", old.prompt());
    if (prompt.map(String::length).orElse(0) > LONGEST_PROMPT) {
      throw fields.fault(
          ErrorCode.STRING_ABOVE_MAX_LENGTH,
          "prompt",
          "is longer than " + LONGEST_PROMPT + " characters");
    }
    Optional<String> wish = fields.text("model").filter(it -> !it.isBlank());
    wish.ifPresent(model::require);
    List<String> keywords = fields.texts("keywords").orElse(old.keywords());
    return settings.withHints(
        new SessionSettings.Hints(
            wish.orElse(old.model()),
            language,
            prompt,
            keywords,
            RequestedHotWords.decoding(
                Map.of(fields.path() + ".keywords", keywords), prompt, writable)));
  }

  /** A text that stays as it was where it is not there, and is taken back by an empty one. */
  private static Optional<String> given(JsonFields fields, String name, Optional<String> old) {
    return fields.text(name).map(text -> Optional.of(text).filter(it -> !it.isBlank())).orElse(old);
  }

  private void requireLanguage(JsonFields fields, String name, String wish) {
    if (!model.writes(wish)) {
      throw fields.fault(
          ErrorCode.UNSUPPORTED_VALUE, name, "must be " + model.language() + " or left out");
    }
  }

  private static SessionSettings turns(JsonFields parent, SessionSettings settings) {
    if (parent.isNull("turn_detection")) {
      return settings.withTurnDetection(Optional.empty());
    }
    return parent
        .fields("turn_detection")
        .map(fields -> turnDetection(fields, settings.turnDetection()))
        .map(changed -> settings.withTurnDetection(Optional.of(changed)))
        .orElse(settings);
  }

  private static TurnDetection turnDetection(JsonFields fields, Optional<TurnDetection> before) {
    fields.allow(
        Set.of(
            "type",
            "threshold",
            "prefix_padding_ms",
            "silence_duration_ms",
            "create_response",
            "interrupt_response"));
    if (!fields.text("type").orElse("server_vad").equals("server_vad")) {
      throw fields.fault(ErrorCode.UNSUPPORTED_VALUE, "type", "must be server_vad");
    }
    TurnDetection old = before.orElse(TurnDetection.DEFAULT);
    return new TurnDetection(
        fields.number("threshold", 0, 1).orElse(old.threshold()),
        fields
            .integer("prefix_padding_ms", 0, LONGEST_PADDING)
            .orElse(old.prefixPaddingMilliseconds()),
        fields
            .integer(
                "silence_duration_ms",
                TurnDetection.SHORTEST_SILENCE,
                TurnDetection.LONGEST_SILENCE)
            .orElse(old.silenceMilliseconds()));
  }

  private static SessionSettings include(JsonFields session, SessionSettings settings) {
    if (session.isNull("include")) {
      return settings.withLogprobs(false);
    }
    Optional<List<String>> wishes = session.texts("include");
    if (wishes.isPresent() && wishes.get().stream().anyMatch(wish -> !wish.equals(LOGPROBS))) {
      throw session.fault(ErrorCode.INVALID_VALUE, "include", "can hold " + LOGPROBS + " only");
    }
    return wishes.map(all -> settings.withLogprobs(!all.isEmpty())).orElse(settings);
  }

  private static SessionSettings extensions(JsonFields session, SessionSettings settings) {
    Optional<JsonFields> given = session.fields("nghe");
    if (given.isEmpty()) {
      return settings;
    }
    given.get().allow(Set.of("partials", "words"));
    return settings.withExtensions(
        given.get().flag("partials").orElse(settings.partials()),
        given.get().flag("words").orElse(settings.words()));
  }
}
