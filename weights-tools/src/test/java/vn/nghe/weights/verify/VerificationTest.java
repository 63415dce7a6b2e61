// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.nghe.api.ModelException;
import vn.nghe.weights.ModelCopy;

/** The default model passes; each fault in a copy of a small one is found. */
final class VerificationTest {
  private static final String BIAS = "model.encoder.layer_norm.bias";

  @TempDir Path temporary;

  private ModelCopy model;

  @BeforeEach
  void copy() throws IOException {
    model = ModelCopy.into(Files.createDirectory(temporary.resolve("model")));
    Checksums.write(model.folder());
  }

  @Test
  void theDefaultModelIsWhole() {
    Verification verification = Verification.of(ModelCopy.DEFAULT_MODEL);
    assertEquals(List.of(), verification.faults());
    assertEquals(
        List.of(
            "SHA256SUMS: 4 files",
            "config.json: fields in range",
            "vocab.json: 40 classes",
            "model.safetensors: 103 tensors, 20874792 values",
            "model.safetensors by DJL: 103 tensors",
            "lm.bin: 3-grams of 6332 words",
            "xe-hoa-anh-cho-do.mp3: \"xe hoa anh chờ đó\""),
        verification.checked());
  }

  @Test
  void aByteThatHasChangedIsFound() throws IOException {
    Path weights = model.file("model.safetensors");
    try (var file = new RandomAccessFile(weights.toFile(), "rw")) {
      file.seek(file.length() - 1);
      int last = file.read();
      file.seek(file.length() - 1);
      file.write(last ^ 1);
    }
    assertFault(weights + ": SHA-256 is ");
  }

  @Test
  void checksumsMayNotBeMissing() throws IOException {
    Files.delete(model.file("SHA256SUMS"));
    assertFault(model.file("SHA256SUMS") + ": missing");
  }

  @Test
  void everyFileHasAChecksum() throws IOException {
    Path sums = model.file("SHA256SUMS");
    List<String> lines = Files.readAllLines(sums);
    Files.write(sums, lines.subList(0, 2));
    assertFault(sums + ": has no line for vocab.json");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../other/config.json", "/etc/passwd", "..", "a\\b"})
  void checksumsDoNotLeadOutOfTheFolder(String name) throws IOException {
    Path sums = model.file("SHA256SUMS");
    Files.writeString(sums, Files.readString(sums) + "0".repeat(64) + "  " + name + "\n");
    assertFault(sums + ": line 4: expected 64 hexadecimal digits");
  }

  @Test
  void aFileThatIsGoneIsNamed() throws IOException {
    Files.delete(model.file("vocab.json"));
    assertFault(model.file("vocab.json") + ": missing, named in SHA256SUMS");
  }

  @Test
  void aMissingFieldIsNamed() throws IOException {
    model.edit("config.json", "\"d_model\"", "\"model_d\"");
    assertFault(model.file("config.json") + ": field d_model: nothing must be");
  }

  @Test
  void aVocabularyThatDoesNotFitTheHeadIsFound() throws IOException {
    model.edit("config.json", "\"vocab_size\": 41", "\"vocab_size\": 42");
    assertFault(model.file("vocab.json") + ": class 41 has no name");
    assertFault("tensor ctc_head.3.bias has shape [41], config.json asks for [42]");
  }

  @Test
  void everyMissingAndEveryUnusedTensorIsNamed() throws IOException {
    model.replaceTensors(BIAS, new ModelCopy.Floats("model.decoder.x", new long[] {1}, 1));
    assertFault(model.file("model.safetensors") + ": tensor " + BIAS + " is missing");
    assertFault("tensor model.decoder.x is not used by the engine");
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void aValueThatIsNotFiniteIsFoundWithItsPlace(float value) throws IOException {
    float[] values = new float[64];
    values[62] = value;
    values[63] = value;
    model.replaceTensors(BIAS, new ModelCopy.Floats(BIAS, new long[] {64}, values));
    assertFault(
        "tensor "
            + BIAS
            + " has 2 values of 64 that are not finite, the first, "
            + value
            + ", at [62]");
  }

  @Test
  void aLanguageModelThatIsNoneIsFound() throws IOException {
    Files.writeString(model.file("lm.bin"), "xin chào");
    assertFault(model.file("lm.bin") + ": language model, line 2");
  }

  @Test
  void whatIsNoFolderIsRefused() {
    Path absent = temporary.resolve("absent");
    ModelException e = assertThrows(ModelException.class, () -> Verification.of(absent));
    assertEquals(absent + ": no such model folder", e.getMessage());
  }

  private void assertFault(String part) {
    List<String> faults = Verification.of(model.folder()).faults();
    assertTrue(faults.stream().anyMatch(fault -> fault.contains(part)), faults::toString);
  }
}
