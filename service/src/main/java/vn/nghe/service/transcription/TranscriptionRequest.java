// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.transcription;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import vn.nghe.api.Decoding;
import vn.nghe.audio.AudioOptions;
import vn.nghe.service.models.ServedModel;
import vn.nghe.service.upload.Part;

/** A transcription as a client asked for it, every field checked. */
final class TranscriptionRequest {
  private final byte[] audio;
  private final ResponseFormat format;
  private final Set<Granularity> granularities;
  private final Decoding decoding;
  private final boolean logprobs;
  private final boolean streamed;
  private final AudioOptions audioOptions;

  private TranscriptionRequest(
      byte[] audio,
      ResponseFormat format,
      Set<Granularity> granularities,
      Decoding decoding,
      boolean logprobs,
      boolean streamed,
      AudioOptions audioOptions) {
    this.audio = audio;
    this.format = format;
    this.granularities = granularities;
    this.decoding = decoding;
    this.logprobs = logprobs;
    this.streamed = streamed;
    this.audioOptions = audioOptions;
  }

  /**
   * Reads the fields of a form. Nothing is passed over in silence: a field is honoured, or accepted
   * and documented to have no effect, or refused by name.
   *
   * @param writable whether the model has letters for a phrase
   * @throws vn.nghe.service.error.RefusedException if a field is missing, unknown, wrong or asks
   *     for what this service cannot do
   */
  static TranscriptionRequest of(List<Part> parts, ServedModel model, Predicate<String> writable) {
    FormFields fields = new FormFields(parts);
    TranscriptionFields.refuseUnknown(fields);
    TranscriptionFields.refuseUnsupported(fields);
    model.require(fields.required("model"));
    TranscriptionFields.requireLanguage(fields, model);
    TranscriptionFields.checkTemperature(fields);
    ResponseFormat format = TranscriptionFields.format(fields);
    Set<Granularity> granularities = TranscriptionFields.granularities(fields, format);
    boolean logprobs = TranscriptionFields.logprobs(fields, format);
    boolean streamed = TranscriptionFields.streamed(fields, format);
    Decoding decoding =
        RequestedHotWords.decoding(
            Map.of("keywords", fields.texts("keywords"), "hotwords", fields.texts("hotwords")),
            fields.text("prompt"),
            writable);
    return new TranscriptionRequest(
        fields.file("file"),
        format,
        granularities,
        TranscriptionFields.method(fields, model, decoding),
        logprobs,
        streamed,
        TranscriptionFields.audioOptions(fields));
  }

  /** The bytes of the audio file; shared, not to be modified. */
  byte[] audio() {
    return audio;
  }

  /** How to decode the recording; its longest duration is not the client's to choose. */
  AudioOptions audioOptions() {
    return audioOptions;
  }

  /** How to find the text, hot words included. */
  Decoding decoding() {
    return decoding;
  }

  /** Whether to tell how sure the model is of each word. */
  boolean logprobs() {
    return logprobs;
  }

  /** Whether to send the text while it grows. */
  boolean streamed() {
    return streamed;
  }

  ResponseFormat format() {
    return format;
  }

  /** Empty for every format but {@code verbose_json}. */
  Set<Granularity> granularities() {
    return granularities;
  }
}
