// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.importing;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What an imported model has besides tensors: sizes, classes and options. Formats its JSON files.
 *
 * @param sources the files of the tensors
 */
record ImportedModel(
    ImportOptions options,
    EncoderShape encoder,
    Optional<ImportedHead> head,
    Optional<ImportedDecoder> decoder,
    List<Path> sources) {
  private static final JsonFactory JSON = new JsonFactory();

  /** Seconds of silence behind the clips that CTC heads are trained on. */
  private static final double HEAD_TAIL = 0.5;

  /** Seconds of a pass of Whisper. Published decoders have seen nothing shorter. */
  private static final double WHOLE_PASS = 30;

  ImportedModel {
    sources = List.copyOf(sources);
  }

  /** Writes the fields of a JSON object. */
  @FunctionalInterface
  private interface Fields {
    void write(JsonGenerator json) throws IOException;
  }

  private double tailSeconds() {
    return options.tailSeconds().orElse(head.isPresent() ? HEAD_TAIL : WHOLE_PASS);
  }

  /** The text of {@code config.json}. */
  String config() throws IOException {
    return object(
        json -> {
          json.writeStringField("model_type", head.isPresent() ? "whisper-ctc" : "whisper");
          json.writeNumberField("d_model", encoder.width());
          json.writeNumberField("encoder_layers", encoder.layers());
          json.writeNumberField("encoder_attention_heads", encoder.heads());
          json.writeNumberField("encoder_ffn_dim", encoder.inner());
          json.writeNumberField("num_mel_bins", encoder.melBands());
          json.writeNumberField("max_source_positions", encoder.positions());
          json.writeStringField("activation_function", "gelu");
          if (head.isPresent()) {
            json.writeNumberField("ctc_head_size", head.get().shape().inner());
            json.writeNumberField("vocab_size", head.get().shape().classes());
            json.writeNumberField("blank_token_id", head.get().blank());
            json.writeStringField("ctc_unit", head.get().unit());
          }
          json.writeNumberField("tail_margin_seconds", tailSeconds());
          json.writeStringField("language", options.language());
          if (!options.leadingStrays().isEmpty()) {
            int[] strays = options.leadingStrays().stream().mapToInt(Integer::intValue).toArray();
            json.writeFieldName("leading_stray_ids");
            json.writeArray(strays, 0, strays.length);
          }
          if (decoder.isPresent()) {
            decoder.get().write(json);
          }
          json.writeStringField("license", ModelCard.licence(options));
        });
  }

  /** The text of a file that numbers names: {@code vocab.json} or {@code tokens.json}. */
  static String numbered(List<String> names) throws IOException {
    return object(
        json -> {
          for (int i = 0; i < names.size(); i++) {
            json.writeNumberField(names.get(i), i);
          }
        });
  }

  private static String object(Fields fields) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text).useDefaultPrettyPrinter()) {
      json.writeStartObject();
      fields.write(json);
      json.writeEndObject();
    }
    return text + "\n";
  }
}
