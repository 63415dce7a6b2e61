// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.importing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.nghe.Transcriber;
import vn.nghe.api.DecodingMethod;
import vn.nghe.api.ModelException;
import vn.nghe.model.DecoderConfig;
import vn.nghe.model.ModelConfig;
import vn.nghe.model.Safetensors;
import vn.nghe.model.Tensor;
import vn.nghe.model.TokensFile;
import vn.nghe.weights.checkpoint.CheckpointException;
import vn.nghe.weights.checkpoint.Fixtures;
import vn.nghe.weights.checkpoint.TensorFile;
import vn.nghe.weights.tensors.SafetensorsWriter;
import vn.nghe.weights.verify.Verification;

/** Imports of a tiny Whisper with its decoder, in the files of PhoWhisper. */
final class DecoderImportTest {
  /** Bytes, six special tokens, four times. */
  private static final int TOKENS = 266;

  @TempDir Path folder;

  private Path published;
  private Path into;

  @BeforeEach
  void copyPublished() throws IOException, URISyntaxException {
    published = Files.createDirectory(folder.resolve("published"));
    into = folder.resolve("model");
    Path fixture = Path.of(DecoderImportTest.class.getResource("whisper-decoder").toURI());
    try (Stream<Path> files = Files.list(fixture)) {
      for (Path file : files.toList()) {
        Files.copy(file, published.resolve(file.getFileName()));
      }
    }
  }

  @Test
  void aPublishedWhisperNeedsNothingElse() throws IOException {
    run("vi");
    ModelConfig config = ModelConfig.read(into);
    assertTrue(config.ctc().isEmpty());
    assertEquals(30, config.tailSeconds());
    DecoderConfig decoder = config.decoder().orElseThrow();
    assertEquals(2, decoder.layers());
    assertEquals(List.of(257, 258, 259, 261), decoder.prompt());
    assertEquals(256, decoder.end());
    assertEquals(260, decoder.noSpeech());
    assertEquals(List.of(1, 2), decoder.suppressed());
    assertEquals(List.of(220, 256), decoder.firstSuppressed());
    assertEquals(
        List.of(List.of(1, 0), List.of(1, 1)),
        decoder.alignmentHeads(),
        "all heads of the upper half, since none are named");
    Map<String, Integer> tokens = TokensFile.read(into, TOKENS);
    assertEquals(0, tokens.get("!"));
    assertEquals(262, tokens.get("<|0.00|>"));
    assertEquals(265, tokens.get("<|0.06|>"));
    assertFalse(Files.exists(into.resolve("vocab.json")));
    try (Transcriber transcriber = Transcriber.open(into, 1)) {
      assertEquals(Set.of(DecodingMethod.ATTENTION), transcriber.model().methods());
    }
  }

  @Test
  void valuesStayAsTheyWereAndTheTiedOutputIsLeftOut() throws IOException {
    run("vi");
    try (Safetensors made = Safetensors.open(into.resolve("model.safetensors"));
        TensorFile source = TensorFile.open(published.resolve("pytorch_model.bin"))) {
      assertEquals(source.names().size() - 1, made.tensors().size(), "all but proj_out.weight");
      for (Tensor tensor : made.tensors()) {
        assertArrayEquals(
            Fixtures.bytes(source.tensor(tensor.name(), tensor.name())),
            tensor.data().toArray(ValueLayout.JAVA_BYTE),
            tensor.name());
      }
    }
  }

  @Test
  void aDecoderMayLieInAFileOfItsOwn() throws IOException {
    Path trained = Files.createDirectory(folder.resolve("trained"));
    try (TensorFile source = TensorFile.open(published.resolve("pytorch_model.bin"))) {
      write(source, "model.encoder.", trained.resolve("model.safetensors"));
      write(source, "model.decoder.", trained.resolve("decoder.safetensors"));
    }
    String config = Files.readString(published.resolve("config.json"));
    Files.writeString(trained.resolve("decoder.json"), config);
    Files.writeString(trained.resolve("config.json"), config.replace("\"decoder_layers\": 2,", ""));
    for (String file : List.of("vocab.json", "added_tokens.json")) {
      Files.copy(published.resolve(file), trained.resolve(file));
    }
    run("vi");
    Path whole = into;
    published = trained;
    into = folder.resolve("joined");
    run("vi");
    assertArrayEquals(
        Files.readAllBytes(whole.resolve("model.safetensors")),
        Files.readAllBytes(into.resolve("model.safetensors")));
    assertEquals(List.of(), ModelConfig.read(into).decoder().orElseThrow().suppressed());
  }

  private static void write(TensorFile source, String prefix, Path file) throws IOException {
    SafetensorsWriter.write(
        file,
        source.names().stream()
            .filter(name -> name.startsWith(prefix))
            .map(name -> source.tensor(name, name))
            .toList(),
        Map.of());
  }

  @Test
  void everythingIsInItsPlace() throws IOException {
    run("vi");
    List<String> faults = Verification.of(into).faults();
    // The weights are random, so the sample may have no words; nothing else may be wrong.
    assertTrue(faults.stream().allMatch(fault -> fault.contains("no word")), faults.toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "vocab.json ; \"!\": 0, ; \"!\": 1, ; has the names",
        "vocab.json ; \"!\": 0, ; \"!\": 999, ; is no number from 0 to" + " 265",
        "vocab.json ; \"!\": 0, ; `` ; token 0 of 266 has no" + " name",
        "added_tokens.json ; <|vi|> ; <|en|> ; has no token <|vi|>",
        "added_tokens.json ; <|nocaptions|> ; <|silence|> ; has no token" + " <|nocaptions|>",
        "generation_config.json ; [1, 2] ; [1, 266] ; suppress_tokens must be a" + " list",
        "config.json ; \"decoder_layers\": 2 ; \"decoder_layers\": 0 ; field" + " decoder_layers",
        "config.json ; \"decoder_layers\": 2 ; \"decoder_layers\": 1 ; is not expected",
        "config.json ; \"scale_embedding\": false ; \"scale_embedding\": true ; field"
            + " scale_embedding",
      },
      quoteCharacter = '`')
  void whatDoesNotFitIsNamed(String file, String right, String wrong, String message)
      throws IOException {
    Path path = published.resolve(file);
    String content = Files.readString(path);
    String replacement = wrong == null ? "" : wrong;
    assertTrue(content.contains(right), "what is to be broken is not there");
    Files.writeString(path, content.replace(right, replacement));
    CheckpointException refused = assertThrows(CheckpointException.class, () -> run("vi"));
    assertTrue(refused.getMessage().contains(message), refused.getMessage());
    assertFalse(Files.exists(into));
  }

  @Test
  void aMissingTokensFileIsNamedWhenTheModelIsLoaded() throws IOException {
    run("vi");
    Files.delete(into.resolve("tokens.json"));
    ModelException refused =
        assertThrows(ModelException.class, () -> Transcriber.open(into, 1).close());
    assertTrue(refused.getMessage().contains("tokens.json"), refused.getMessage());
  }

  private void run(String language) throws IOException {
    ImportOptions options =
        new ImportOptions(
            published,
            Optional.empty(),
            false,
            Optional.empty(),
            Optional.empty(),
            OptionalInt.empty(),
            List.of(),
            OptionalDouble.empty(),
            language,
            Optional.empty(),
            into,
            false);
    try (ModelImport model = ModelImport.open(options)) {
      model.write(() -> {});
    }
  }
}
