// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.transcription;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import vn.nghe.api.Decoding;
import vn.nghe.api.DecodingMethod;
import vn.nghe.audio.AudioOptions;
import vn.nghe.service.error.ErrorCode;
import vn.nghe.service.error.RefusedException;
import vn.nghe.service.models.ServedModel;

/** The rule for each field of OpenAI's transcription form. */
final class TranscriptionFields {
  /** Fields that are honoured, or that have no effect and are documented so. */
  static final Set<String> KNOWN =
      Set.of(
          "file",
          "model",
          "language",
          "languages",
          "prompt",
          "keywords",
          "hotwords",
          "response_format",
          "temperature",
          "timestamp_granularities",
          "stream",
          "include",
          "chunking_strategy",
          "task",
          "strict",
          "track",
          "decode");

  /**
   * Fields that clients of other services send and that cannot change the text of a CTC model:
   * speakers to compare with where speakers are not told apart, and how to sample, to detect speech
   * or to go on from earlier text. They are accepted, documented, and have no effect.
   */
  static final Set<String> WITHOUT_EFFECT =
      Set.of(
          "known_speaker_names",
          "known_speaker_references",
          "user",
          "vad_filter",
          "vad_parameters",
          "beam_size",
          "best_of",
          "patience",
          "length_penalty",
          "repetition_penalty",
          "temperature_inc",
          "condition_on_previous_text",
          "compression_ratio_threshold",
          "log_prob_threshold",
          "logprob_threshold",
          "no_speech_threshold",
          "seed",
          "top_k",
          "top_p");

  /** Fields of other services that ask for what cannot be done, unless they are turned off. */
  private static final Set<String> UNSUPPORTED =
      Set.of("diarize", "translate", "to_language", "word_timestamps");

  private static final String DECODE = "decode";

  private TranscriptionFields() {}

  static void refuseUnknown(FormFields fields) {
    for (String name : fields.names()) {
      if (!KNOWN.contains(name) && !WITHOUT_EFFECT.contains(name) && !UNSUPPORTED.contains(name)) {
        throw RefusedException.ofParameter(
            ErrorCode.UNKNOWN_PARAMETER, name, "Unknown parameter: '" + name + "'.");
      }
    }
  }

  static void refuseUnsupported(FormFields fields) {
    for (String name : UNSUPPORTED) {
      if (fields.has(name) && !fields.text(name).orElse("false").equals("false")) {
        throw RefusedException.ofParameter(
            ErrorCode.UNSUPPORTED_PARAMETER,
            name,
            "Field '" + name + "' is not supported by this service. Leave it out.");
      }
    }
    refuseChunking(fields);
    if (!fields.text("task").orElse("transcribe").equals("transcribe")) {
      throw unsupported("task", "The only supported 'task' is transcribe. Leave it out.");
    }
  }

  /**
   * How to find the text, by the field {@code decode} of this service.
   *
   * @param decoding with the hot words of all fields
   */
  static Decoding method(FormFields fields, ServedModel model, Decoding decoding) {
    Optional<String> wish = fields.text(DECODE);
    if (wish.isEmpty()) {
      return decoding;
    }
    DecodingMethod method =
        Arrays.stream(DecodingMethod.values())
            .filter(one -> name(one).equals(wish.get()))
            .findFirst()
            .orElseThrow(
                () ->
                    invalid(
                        DECODE,
                        "Field 'decode' must be one of "
                            + names(List.of(DecodingMethod.values()))
                            + "."));
    if (!model.methods().contains(method)) {
      throw unsupported(
          DECODE,
          "The model cannot decode by "
              + name(method)
              + ". Choose one of "
              + names(model.methods())
              + ", or leave the field out.");
    }
    if (method == DecodingMethod.CTC || method == DecodingMethod.RESCORE) {
      return decoding.withMethod(method);
    }
    for (String hotWords : List.of("keywords", "hotwords")) {
      if (!fields.texts(hotWords).isEmpty()) {
        throw unsupported(
            hotWords,
            "Field '" + hotWords + "' needs decode ctc or rescore. Leave one of them out.");
      }
    }
    // A prompt is a hint, which these methods cannot take.
    return decoding.withHotWords(List.of()).withMethod(method);
  }

  private static String name(DecodingMethod method) {
    return method.name().toLowerCase(Locale.ROOT);
  }

  private static String names(Collection<DecodingMethod> methods) {
    return methods.stream()
        .sorted()
        .map(TranscriptionFields::name)
        .collect(Collectors.joining(", "));
  }

  static boolean streamed(FormFields fields, ResponseFormat format) {
    boolean streamed = flag(fields, "stream");
    if (streamed && !format.isStreamable()) {
      throw unsupported(
          "response_format", "A stream needs response_format json, text or verbose_json.");
    }
    return streamed;
  }

  /** How to decode the recording: {@code strict} and {@code track} are fields of this service. */
  static AudioOptions audioOptions(FormFields fields) {
    AudioOptions options = AudioOptions.DEFAULT.withStrict(flag(fields, "strict"));
    Optional<String> track = fields.text("track");
    return track.isEmpty() ? options : options.withTrack(track(track.get()));
  }

  private static int track(String value) {
    if (!value.matches("[1-9][0-9]{0,2}")) {
      throw invalid("track", "Field 'track' must be a whole number from 1 to 999.");
    }
    return Integer.parseInt(value);
  }

  private static boolean flag(FormFields fields, String name) {
    return switch (fields.text(name).orElse("false").toLowerCase(Locale.ROOT)) {
      case "false" -> false;
      case "true" -> true;
      default -> throw invalid(name, "Field '" + name + "' must be true or false.");
    };
  }

  static boolean logprobs(FormFields fields, ResponseFormat format) {
    List<String> wishes = fields.texts("include");
    for (String wish : wishes) {
      if (!wish.equals("logprobs")) {
        throw invalid("include", "Field 'include' can hold logprobs only.");
      }
    }
    if (!wishes.isEmpty() && format != ResponseFormat.JSON) {
      throw unsupported("include", "Field 'include' needs response_format json.");
    }
    return !wishes.isEmpty();
  }

  /** The service always cuts long audio as it sees fit, which is what {@code auto} asks for. */
  private static void refuseChunking(FormFields fields) {
    boolean nested =
        fields.spellings("chunking_strategy").stream().anyMatch(name -> name.contains("["));
    if (nested || !fields.text("chunking_strategy").orElse("auto").equals("auto")) {
      throw unsupported(
          "chunking_strategy", "The only supported 'chunking_strategy' is auto. Leave it out.");
    }
  }

  static void requireLanguage(FormFields fields, ServedModel model) {
    fields.text("language").ifPresent(wish -> requireLanguage("language", wish, model));
    fields.texts("languages").forEach(wish -> requireLanguage("languages", wish, model));
  }

  private static void requireLanguage(String name, String wish, ServedModel model) {
    if (!model.writes(wish)) {
      throw unsupported(
          name,
          "The model writes '"
              + model.language()
              + "' only. Set '"
              + name
              + "' so, or leave it out.");
    }
  }

  /** A CTC model draws no samples, so any temperature that OpenAI allows gives the same text. */
  static void checkTemperature(FormFields fields) {
    fields
        .text("temperature")
        .ifPresent(
            value -> {
              // Not a number compares false, too.
              if (!(temperature(value) >= 0 && temperature(value) <= 1)) {
                throw invalid("temperature", "Field 'temperature' must be from 0 to 1.");
              }
            });
  }

  private static double temperature(String value) {
    try {
      return Double.parseDouble(value.strip());
    } catch (NumberFormatException _) {
      throw RefusedException.ofParameter(
          ErrorCode.INVALID_TYPE, "temperature", "Field 'temperature' must be a number.");
    }
  }

  static ResponseFormat format(FormFields fields) {
    String value = fields.text("response_format").orElse(ResponseFormat.JSON.value());
    if (value.equals("diarized_json")) {
      throw unsupported(
          "response_format",
          "The model cannot tell speakers apart. Choose one of " + ResponseFormat.choices() + ".");
    }
    return ResponseFormat.of(value)
        .orElseThrow(
            () ->
                invalid(
                    "response_format",
                    "Field 'response_format' must be one of " + ResponseFormat.choices() + "."));
  }

  /** As OpenAI documents: segments where nothing is asked for, and only in the verbose format. */
  static Set<Granularity> granularities(FormFields fields, ResponseFormat format) {
    List<String> wishes = fields.texts("timestamp_granularities");
    if (format != ResponseFormat.VERBOSE_JSON) {
      if (!wishes.isEmpty()) {
        throw unsupported(
            "timestamp_granularities",
            "Field 'timestamp_granularities' needs response_format verbose_json.");
      }
      return Set.of();
    }
    EnumSet<Granularity> granularities = EnumSet.noneOf(Granularity.class);
    for (String wish : wishes) {
      granularities.add(granularity(wish));
    }
    return Set.copyOf(granularities.isEmpty() ? EnumSet.of(Granularity.SEGMENT) : granularities);
  }

  private static Granularity granularity(String wish) {
    return switch (wish) {
      case "word" -> Granularity.WORD;
      case "segment" -> Granularity.SEGMENT;
      default ->
          throw invalid(
              "timestamp_granularities",
              "Field 'timestamp_granularities' must hold word, segment or both.");
    };
  }

  private static RefusedException unsupported(String name, String message) {
    return RefusedException.ofParameter(ErrorCode.UNSUPPORTED_VALUE, name, message);
  }

  private static RefusedException invalid(String name, String message) {
    return RefusedException.ofParameter(ErrorCode.INVALID_VALUE, name, message);
  }
}
