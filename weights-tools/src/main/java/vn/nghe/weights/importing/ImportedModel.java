// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.importing;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;

/**
 * What an imported model has besides tensors: sizes, classes and options. Formats its JSON files.
 *
 * @param sources the files of the tensors
 */
record ImportedModel(
    ImportOptions options,
    EncoderShape encoder,
    HeadShape head,
    int blank,
    ClassNames classes,
    List<Path> sources) {
  private static final JsonFactory JSON = new JsonFactory();

  ImportedModel {
    sources = List.copyOf(sources);
  }

  /** Writes the fields of a JSON object. */
  @FunctionalInterface
  private interface Fields {
    void write(JsonGenerator json) throws IOException;
  }

  /** The text of {@code config.json}. */
  String config() throws IOException {
    return object(
        json -> {
          json.writeStringField("model_type", "whisper-ctc");
          json.writeNumberField("d_model", encoder.width());
          json.writeNumberField("encoder_layers", encoder.layers());
          json.writeNumberField("encoder_attention_heads", encoder.heads());
          json.writeNumberField("encoder_ffn_dim", encoder.inner());
          json.writeNumberField("num_mel_bins", encoder.melBands());
          json.writeNumberField("max_source_positions", encoder.positions());
          json.writeStringField("activation_function", "gelu");
          json.writeNumberField("ctc_head_size", head.inner());
          json.writeNumberField("vocab_size", head.classes());
          json.writeNumberField("blank_token_id", blank);
          json.writeStringField("ctc_unit", unit());
          json.writeNumberField("tail_margin_seconds", options.tailSeconds());
          json.writeStringField("language", options.language());
          if (!options.leadingStrays().isEmpty()) {
            int[] strays = options.leadingStrays().stream().mapToInt(Integer::intValue).toArray();
            json.writeFieldName("leading_stray_ids");
            json.writeArray(strays, 0, strays.length);
          }
          json.writeStringField("license", ModelCard.licence(options));
        });
  }

  /** The text of {@code vocab.json}. */
  String vocabulary() throws IOException {
    return object(
        json -> {
          for (int i = 0; i < classes.names().size(); i++) {
            json.writeNumberField(classes.names().get(i), i);
          }
        });
  }

  /** The kind of unit, as {@code ctc_unit} names it. */
  String unit() {
    return classes.areByteLevelBpe() ? "byte-level BPE" : "letters and combining tone marks";
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
