// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.importing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vn.nghe.Transcriber;
import vn.nghe.api.ModelException;
import vn.nghe.model.Safetensors;
import vn.nghe.model.Tensor;
import vn.nghe.weights.checkpoint.CheckpointException;
import vn.nghe.weights.checkpoint.Fixtures;
import vn.nghe.weights.checkpoint.JsonFile;

/** Imports of tiny models by transformers and Lightning, which the engine then loads. */
final class ModelImportTest {
  private static final Path WHISPER = Fixtures.newest().resolve("whisper");
  private static final Path LIGHTNING = Fixtures.newest().resolve("lightning.ckpt");

  @TempDir Path folder;

  static Stream<Path> versions() {
    return Fixtures.folders();
  }

  @ParameterizedTest
  @MethodSource("versions")
  void encoderAndHeadComeFromTwoFiles(Path version) throws IOException {
    Path into = folder.resolve("new/model");
    Path checkpoint = version.resolve("lightning.ckpt");
    run(options(version.resolve("whisper"), Optional.of(checkpoint), into));
    Map<String, Tensor> made;
    try (Safetensors model = Safetensors.open(into.resolve("model.safetensors"));
        Safetensors encoder = Safetensors.open(version.resolve("encoder.safetensors"));
        Safetensors trained = Safetensors.open(version.resolve("lightning.safetensors"))) {
      made = model.tensors().stream().collect(Collectors.toMap(Tensor::name, t -> t));
      encoder.tensors().forEach(tensor -> assertSame(tensor, made.remove(tensor.name())));
      trained.tensors().stream()
          .filter(tensor -> tensor.name().startsWith("ctc_head."))
          .forEach(tensor -> assertSame(tensor, made.remove(tensor.name())));
    }
    assertEquals(Map.of(), made);
  }

  @ParameterizedTest
  @MethodSource("versions")
  void oneCheckpointHoldsBoth(Path version) throws IOException {
    Path into = folder.resolve("model");
    Path checkpoint = version.resolve("lightning.ckpt");
    Path whisper = version.resolve("whisper");
    run(
        new Choice(checkpoint, into)
            .config(whisper.resolve("config.json"))
            .vocabulary(whisper)
            .options());
    try (Safetensors model = Safetensors.open(into.resolve("model.safetensors"));
        Safetensors trained = Safetensors.open(version.resolve("lightning.safetensors"))) {
      assertEquals(trained.tensors().size(), model.tensors().size());
      for (Tensor tensor : trained.tensors()) {
        String name = (tensor.name().startsWith("encoder.") ? "model." : "") + tensor.name();
        assertSame(tensor, model.tensor(name).orElseThrow());
      }
    }
  }

  @Test
  void shardsAndAnotherModelFolderServeAsWell() throws IOException {
    Path first = folder.resolve("first");
    run(
        new Choice(Fixtures.newest().resolve("whisper-shards"), first)
            .head(LIGHTNING)
            .vocabulary(WHISPER)
            .options());
    Path second = folder.resolve("second");
    run(options(first, Optional.of(first), second));
    assertArrayEquals(
        Files.readAllBytes(first.resolve("model.safetensors")),
        Files.readAllBytes(second.resolve("model.safetensors")));
    assertEquals(
        Files.readString(first.resolve("config.json")),
        Files.readString(second.resolve("config.json")));
  }

  @Test
  void theFolderTellsWhatItIsAndWhereItComesFrom() throws IOException {
    Path whisper = copyOfWhisper();
    Files.writeString(
        whisper.resolve("README.md"), "---\nlanguage: vi\nlicense: bsd-3-clause\n---\n# Model\n");
    Path into = folder.resolve("model");
    run(new Choice(whisper, into).head(LIGHTNING).strays(0, 105).options());
    Map<String, Object> config = JsonFile.object(into.resolve("config.json"));
    assertEquals("whisper-ctc", config.get("model_type"));
    assertEquals(16L, config.get("d_model"));
    assertEquals(260L, config.get("vocab_size"));
    assertEquals(259L, config.get("blank_token_id"));
    assertEquals("byte-level BPE", config.get("ctc_unit"));
    assertEquals("bsd-3-clause", config.get("license"));
    assertTrue(
        Files.readString(into.resolve("config.json"))
            .contains("\"leading_stray_ids\" : [ 0, 105 ]"));
    assertEquals(3, Files.readAllLines(into.resolve("SHA256SUMS")).size());
    String card = Files.readString(into.resolve("README.md"));
    assertTrue(card.contains("| Licence | bsd-3-clause |"), card);
    assertTrue(card.contains("| `lightning.ckpt` | " + Files.size(LIGHTNING) + " | `"), card);
    try (Transcriber transcriber = Transcriber.open(into, 1)) {
      assertEquals(260, transcriber.model().vocabularySize());
      assertTrue(transcriber.writes("nghe"));
    }
  }

  @Test
  void anEncoderOtherThanTheHeadsOwnIsDoubted() throws IOException {
    ImportOptions two = options(WHISPER, Optional.of(LIGHTNING), folder.resolve("a"));
    try (ModelImport model = ModelImport.open(two)) {
      String doubt = model.doubt().orElseThrow();
      assertTrue(doubt.contains("37 of its 37 tensors differ"), doubt);
    }
    ImportOptions same =
        new Choice(LIGHTNING, folder.resolve("b"))
            .head(LIGHTNING)
            .config(WHISPER.resolve("config.json"))
            .vocabulary(WHISPER)
            .options();
    try (ModelImport model = ModelImport.open(same)) {
      assertEquals(Optional.empty(), model.doubt());
    }
  }

  @Test
  void aModelThatIsThereIsReplacedOnlyByForce() throws IOException {
    Path into = folder.resolve("model");
    Choice choice = new Choice(WHISPER, into).head(LIGHTNING);
    run(choice.options());
    assertRefused("already contains a model; use --force to replace it", choice);
    Files.writeString(into.resolve("lm.arpa"), "a language model");
    Files.writeString(into.resolve("config.json"), "old");
    run(choice.force().options());
    assertEquals("a language model", Files.readString(into.resolve("lm.arpa")));
    assertEquals(260L, JsonFile.object(into.resolve("config.json")).get("vocab_size"));
  }

  @Test
  void whatDoesNotFitTogetherIsRefused() throws IOException {
    Path into = folder.resolve("model");
    assertRefused(
        "contains no CTC head (ctc_head.0, .2 and .3) and no decoder, and --head names no other"
            + " file; of its",
        new Choice(Fixtures.newest().resolve("encoder.safetensors"), into)
            .config(WHISPER.resolve("config.json")));
    assertRefused("has no token <|startoftranscript|>", new Choice(WHISPER, into));
    assertRefused("no such file", new Choice(WHISPER, into).head(folder.resolve("missing.ckpt")));
    assertRefused("the folder contains none of model.safetensors", new Choice(folder, into));
    assertRefused("no such file", new Choice(LIGHTNING, into).vocabulary(WHISPER));
    assertRefused(
        "no vocab.json beside the encoder or the head; --vocabulary names one",
        new Choice(Fixtures.newest().resolve("whisper-shards"), into).head(LIGHTNING));
    assertRefused(
        "blank 260 is not a class of the head, which has 260",
        new Choice(WHISPER, into).head(LIGHTNING).blank(260));
    assertRefused(
        "stray 260 is not a class of the head, which has 260",
        new Choice(WHISPER, into).head(LIGHTNING).strays(260));
    Path file = Files.writeString(folder.resolve("file"), "");
    assertRefused("exists and is not a folder", new Choice(WHISPER, file).head(LIGHTNING));
  }

  @Test
  void aConfigurationThatDoesNotDescribeTheTensorsIsRefused() throws IOException {
    Path into = folder.resolve("model");
    assertRefused(
        "model.encoder.layers.2.self_attn_layer_norm.weight is missing",
        changed("\"encoder_layers\": 2", "\"encoder_layers\": 3", into));
    assertRefused(
        "model.encoder.layers.1.self_attn.k_proj.weight is not expected: the configuration",
        changed("\"encoder_layers\": 2", "\"encoder_layers\": 1", into));
    assertRefused(
        "tensor model.encoder.conv1.weight has shape [16, 80, 3], expected [32, 80, 3]",
        changed("\"d_model\": 16", "\"d_model\": 32", into));
    assertRefused(
        "field activation_function: relu must be \"gelu\"",
        changed("\"activation_function\": \"gelu\"", "\"activation_function\": \"relu\"", into));
    assertRefused(
        "field model_type: wav2vec2",
        changed("\"model_type\": \"whisper\"", "\"model_type\": \"wav2vec2\"", into));
    assertRefused(
        "field d_model: 65537 must be a whole number from 1 to 65536",
        changed("\"d_model\": 16", "\"d_model\": 65537", into));
  }

  @Test
  void aVocabularyOfAnotherHeadIsRefused() throws IOException {
    assertRefused(
        "class 258 of 260 has no name; use the vocabulary", vocabulary("\"nh\": 258, ", ""));
    assertRefused("\"zz\": the head has no class 260", vocabulary("\"nh\"", "\"zz\": 260, \"nh\""));
    assertRefused(
        "class 258 has the names \"zz\" and \"nh\"", vocabulary("\"nh\"", "\"zz\": 258, \"nh\""));
    assertRefused("\"zz\": -1 is not a class number", vocabulary("\"nh\"", "\"zz\": -1, \"nh\""));
    assertRefused("not valid JSON", vocabulary("}", ""));
    run(vocabulary("\"nh\"", "\"<|vi|>\": 50300, \"nh\"").options());
    run(vocabulary(", \"<|endoftext|>\": 259", "").force().options());
  }

  @Test
  void nothingIsLeftBehindWhereTheEngineRefusesTheModel() throws IOException {
    // Three heads do not divide 16 values, which only the engine checks.
    Path into = folder.resolve("place/model");
    Choice choice =
        changed("\"encoder_attention_heads\": 2", "\"encoder_attention_heads\": 3", into);
    assertThrows(ModelException.class, () -> run(choice.options()));
    try (Stream<Path> left = Files.list(into.getParent())) {
      assertEquals(List.of(), left.toList());
    }
  }

  private Choice changed(String from, String to, Path into) throws IOException {
    String config = Files.readString(WHISPER.resolve("config.json"));
    assertTrue(config.contains(from), config);
    Path file = Files.writeString(folder.resolve("config.json"), config.replace(from, to));
    return new Choice(WHISPER, into).head(LIGHTNING).config(file);
  }

  private Choice vocabulary(String from, String to) throws IOException {
    String names = Files.readString(WHISPER.resolve("vocab.json"));
    assertTrue(names.contains(from), names);
    Path file = Files.writeString(folder.resolve("names.json"), names.replace(from, to));
    return new Choice(WHISPER, folder.resolve("model")).head(LIGHTNING).vocabulary(file);
  }

  private Path copyOfWhisper() throws IOException {
    Path copy = Files.createDirectory(folder.resolve("whisper"));
    for (String name : new TreeSet<>(List.of("config.json", "vocab.json", "pytorch_model.bin"))) {
      Files.copy(WHISPER.resolve(name), copy.resolve(name));
    }
    return copy;
  }

  private static void assertRefused(String message, Choice choice) {
    String refusal =
        assertThrows(CheckpointException.class, () -> run(choice.options())).getMessage();
    assertTrue(refusal.contains(message), refusal);
  }

  private static void assertSame(Tensor expected, Tensor found) {
    assertEquals(expected.shape(), found.shape());
    assertEquals(expected.type(), found.type());
    assertArrayEquals(
        expected.data().toArray(ValueLayout.JAVA_BYTE),
        found.data().toArray(ValueLayout.JAVA_BYTE),
        expected.name());
  }

  private static ImportOptions options(Path encoder, Optional<Path> head, Path into) {
    Choice choice = new Choice(encoder, into);
    return head.map(choice::head).orElse(choice).options();
  }

  private static void run(ImportOptions options) throws IOException {
    try (ModelImport model = ModelImport.open(options)) {
      AtomicInteger written = new AtomicInteger();
      model.write(written::incrementAndGet);
      assertEquals(model.size(), written.get());
    }
  }

  /** Options, most of them with their defaults. */
  private record Choice(
      Path encoder,
      Optional<Path> head,
      Optional<Path> config,
      Optional<Path> vocabulary,
      OptionalInt blank,
      List<Integer> strays,
      Path into,
      boolean forced) {
    Choice(Path encoder, Path into) {
      this(
          encoder,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          OptionalInt.empty(),
          List.of(),
          into,
          false);
    }

    Choice head(Path path) {
      return new Choice(
          encoder, Optional.of(path), config, vocabulary, blank, strays, into, forced);
    }

    Choice config(Path path) {
      return new Choice(encoder, head, Optional.of(path), vocabulary, blank, strays, into, forced);
    }

    Choice vocabulary(Path path) {
      return new Choice(encoder, head, config, Optional.of(path), blank, strays, into, forced);
    }

    Choice blank(int id) {
      OptionalInt given = OptionalInt.of(id);
      return new Choice(encoder, head, config, vocabulary, given, strays, into, forced);
    }

    Choice strays(Integer... ids) {
      return new Choice(encoder, head, config, vocabulary, blank, List.of(ids), into, forced);
    }

    Choice force() {
      return new Choice(encoder, head, config, vocabulary, blank, strays, into, true);
    }

    ImportOptions options() {
      return new ImportOptions(
          encoder,
          head,
          false,
          config,
          vocabulary,
          blank,
          strays,
          OptionalDouble.empty(),
          "vi",
          Optional.empty(),
          into,
          forced);
    }
  }
}
