// SPDX-License-Identifier: Apache-2.0
package vn.nghe.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.nghe.TestFiles;
import vn.nghe.api.ModelDescription;
import vn.nghe.api.ModelException;
import vn.nghe.kernel.Workers;

/** A model folder with one thing wrong is refused, and the message says which. */
class WhisperTest {
  private static final Workers WORKERS = new Workers(1);

  @TempDir Path folder;

  @AfterAll
  static void close() {
    WORKERS.close();
  }

  @BeforeEach
  void copyModel() throws IOException {
    Path model = TestFiles.resource("models/random-tiny");
    for (String file : List.of("config.json", "vocab.json", "model.safetensors")) {
      Files.copy(model.resolve(file), folder.resolve(file));
    }
  }

  @Test
  void describesItself() {
    ModelDescription description = Whisper.load(folder, WORKERS).description();
    assertEquals(folder.getFileName().toString(), description.name());
    assertEquals("vi", description.language());
    assertEquals(2, description.encoderLayers());
    assertEquals(64, description.width());
    assertEquals(41, description.vocabularySize());
  }

  @ParameterizedTest
  @ValueSource(strings = {"config.json", "vocab.json", "model.safetensors"})
  void aMissingFileIsNamed(String file) throws IOException {
    Files.delete(folder.resolve(file));
    assertRefused(file);
  }

  @ParameterizedTest
  @ValueSource(strings = {"config.json", "vocab.json"})
  void aFileThatIsFarTooLargeIsNamed(String file) throws IOException {
    try (RandomAccessFile sparse = new RandomAccessFile(folder.resolve(file).toFile(), "rw")) {
      sparse.setLength(3L << 30);
    }
    assertRefused(file);
  }

  @ParameterizedTest
  @CsvSource({
    "model.encoder.conv1.weight, NaN",
    "model.encoder.embed_positions.weight, Infinity",
    "model.encoder.layers.0.self_attn.k_proj.weight, NaN",
    "model.encoder.layers.1.fc2.bias, -Infinity",
    "model.encoder.layer_norm.weight, NaN",
    "ctc_head.3.weight, NaN"
  })
  void aValueThatIsNotFiniteIsNamedWithItsTensor(String tensor, float value) throws IOException {
    Path file = folder.resolve("model.safetensors");
    byte[] bytes = Files.readAllBytes(file);
    ByteBuffer content = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int header = (int) content.getLong(0);
    Matcher entry =
        Pattern.compile(
                "\"%s\":\\s*\\{[^}]*\"dtype\":\\s*\"(\\w+)\"[^}]*\"data_offsets\":\\s*\\[(\\d+)"
                    .formatted(Pattern.quote(tensor)))
            .matcher(new String(bytes, Long.BYTES, header, StandardCharsets.US_ASCII));
    assertTrue(entry.find(), tensor);
    int start = Long.BYTES + header + Integer.parseInt(entry.group(2));
    switch (entry.group(1)) {
      case "F32" -> content.putFloat(start + 5 * Float.BYTES, value);
      case "F16" -> content.putShort(start + 5 * Short.BYTES, Float.floatToFloat16(value));
      case "BF16" ->
          content.putShort(
              start + 5 * Short.BYTES, (short) (Float.floatToIntBits(value) >>> Short.SIZE));
      default -> throw new AssertionError(entry.group(1));
    }
    Files.write(file, bytes);

    ModelException e = assertThrows(ModelException.class, () -> Whisper.load(folder, WORKERS));
    assertTrue(
        e.getMessage().startsWith(file + ": tensor " + tensor + " has the value " + value),
        e.getMessage());
    assertTrue(e.getMessage().contains("at position 5,"), e.getMessage());
  }

  @Test
  void calibrationMayBeLeftOutWholeOrInPart() throws IOException {
    assertEquals(
        new ConfidenceCalibration(Optional.empty(), Optional.empty()),
        Whisper.load(folder, WORKERS).ctc().orElseThrow().config().calibration());
    Path file = folder.resolve("config.json");
    String curve = "{\"best_path\": {\"slope\": 3, \"intercept\": -0.5}}";
    Files.writeString(
        file,
        Files.readString(file).replaceFirst("\\{", "{\"confidence_calibration\": " + curve + ","));
    assertEquals(
        new ConfidenceCalibration(Optional.of(new LogisticCurve(3, -0.5)), Optional.empty()),
        Whisper.load(folder, WORKERS).ctc().orElseThrow().config().calibration());
  }

  @Test
  void leadingStraysMayBeLeftOut() throws IOException {
    assertEquals(
        List.of(), Whisper.load(folder, WORKERS).ctc().orElseThrow().config().leadingStrays());
    Path file = folder.resolve("config.json");
    Files.writeString(
        file, Files.readString(file).replaceFirst("\\{", "{\"leading_stray_ids\": [0, 7],"));
    assertEquals(
        List.of(0, 7), Whisper.load(folder, WORKERS).ctc().orElseThrow().config().leadingStrays());
  }

  @Test
  void aMissingFolderIsNamed() {
    Path absent = folder.resolve("absent");
    ModelException e = assertThrows(ModelException.class, () -> Whisper.load(absent, WORKERS));
    assertTrue(e.getMessage().contains("absent: no such model folder"), e.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'d_model': 64            | 'd_model': 128            | has shape [64, 80, 3]",
        "'d_model': 64            | 'd_model': 63             | field d_model: 63 must be a"
            + " multiple",
        "'d_model': 64            | 'd_model': '64'           | field d_model: 64 must be a whole",
        "'d_model': 64,           | ``                        | field d_model: nothing",
        "'encoder_layers': 2      | 'encoder_layers': 3       | layers.2.self_attn_layer_norm",
        "'encoder_layers': 2      | 'encoder_layers': null    | field encoder_layers",
        "'encoder_attention_heads': 2 | 'encoder_attention_heads': 3 | must divide d_model",
        "'activation_function': 'gelu' | 'activation_function': 'relu' | relu must be \"gelu\"",
        "'model_type': 'whisper-ctc'   | 'model_type': 'wav2vec2'      | must be \"whisper-ctc\" or"
            + " \"whisper\"",
        "'model_type': 'whisper-ctc'   | 'model_type': 'whisper'       | field decoder: nothing",
        "'blank_token_id': 40     | 'blank_token_id': 41      | must be below vocab_size",
        "'vocab_size': 41         | 'vocab_size': 42          | class 41 has no name",
        "'vocab_size': 41         | 'vocab_size': 4100000000  | field vocab_size",
        "'tail_margin_seconds': 0.25 | 'tail_margin_seconds': -1 | field tail_margin_seconds",
        "'language': 'vi'         | 'language': ' '           | field language",
        "'language': 'vi' | 'language': 'vi', 'leading_stray_ids': 3"
            + " | field leading_stray_ids: 3 must be a list of whole numbers",
        "'language': 'vi' | 'language': 'vi', 'leading_stray_ids': [0.5]"
            + " | field leading_stray_ids: [0.5] must be a list of whole numbers",
        "'language': 'vi' | 'language': 'vi', 'leading_stray_ids': [41]"
            + " | field leading_stray_ids: [41] must be below vocab_size and not the blank",
        "'language': 'vi' | 'language': 'vi', 'leading_stray_ids': [40]"
            + " | field leading_stray_ids: [40] must be below vocab_size and not the blank",
        "letters and combining    | phonemes and combining    | field ctc_unit",
        "'language': 'vi' | 'language': 'vi', 'confidence_calibration': 3"
            + " | field confidence_calibration: 3 must be an object",
        "'language': 'vi' | 'language': 'vi', 'confidence_calibration': {'greedy': {}}"
            + " | field confidence_calibration.greedy: {} is not known here",
        "'language': 'vi' | 'language': 'vi', 'confidence_calibration': {'best_path': [1, 2]}"
            + " | field confidence_calibration.best_path: [1, 2] must be an object",
        "'language': 'vi' | 'language': 'vi', 'confidence_calibration': {'best_path': {'slope': 1}}"
            + " | field confidence_calibration.best_path.intercept: nothing must be a number",
        "'language': 'vi' | 'language': 'vi', 'confidence_calibration': {'best_path': "
            + "{'slope': -1, 'intercept': 0}}"
            + " | field confidence_calibration.best_path.slope: -1 must be a number from 0.001",
        "'language': 'vi' | 'language': 'vi', 'confidence_calibration': {'language_model': "
            + "{'slope': 1, 'intercept': 1e999}}"
            + " | number out of range in field intercept: 1e999",
      })
  void aWrongFieldIsNamed(String right, String wrong, String message) throws IOException {
    Path file = folder.resolve("config.json");
    String config = Files.readString(file);
    String broken = config.replace(right.replace('\'', '"'), wrong.replace('\'', '"'));
    assertTrue(!broken.equals(config), "the field to break is not there");
    Files.writeString(file, broken);
    assertRefused(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"a\": 0, \"b\": 0} | class 0 has two names",
        "{\"a\": 0, \"a\": 1} | not valid JSON",
        "{\"a\": 41}          | is not a class from 0 to 40",
        "{\"a\": \"0\"}       | is not a class from 0 to 40",
        "{\"a\": 1}           | class 0 has no name",
        "[1]                  | expected a JSON object",
      })
  void aVocabularyThatIsNotOneNameAClassIsRefused(String json, String message) throws IOException {
    Files.writeString(folder.resolve("vocab.json"), json);
    assertRefused(message);
  }

  @Test
  void aTensorOfAnUnsupportedTypeIsNamed() throws IOException {
    Path file = folder.resolve("model.safetensors");
    String content = Files.readString(file, StandardCharsets.ISO_8859_1);
    // As many bytes as before, so that nothing else moves.
    String renamed = content.replaceFirst("\"BF16\"", "\"I16\" ");
    Files.writeString(file, renamed, StandardCharsets.ISO_8859_1);
    assertRefused("holds I16 values; F32, F16 and BF16 are supported");
  }

  private void assertRefused(String message) {
    ModelException e = assertThrows(ModelException.class, () -> Whisper.load(folder, WORKERS));
    assertTrue(e.getMessage().contains(message), e.getMessage());
  }
}
