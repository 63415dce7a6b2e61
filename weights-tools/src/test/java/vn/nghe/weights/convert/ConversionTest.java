// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.convert;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.nghe.Transcriber;
import vn.nghe.api.Decoding;
import vn.nghe.api.ModelException;
import vn.nghe.audio.input.AudioSource;
import vn.nghe.model.Safetensors;
import vn.nghe.model.Tensor;
import vn.nghe.model.TensorType;
import vn.nghe.weights.ModelCopy;
import vn.nghe.weights.verify.Verification;

final class ConversionTest {
  private static final Path SAMPLES = ModelCopy.PROJECT.resolve("samples");

  @TempDir Path folder;

  @Test
  void widerIsExactAndBackAgainTheSame() throws IOException {
    Path wide = folder.resolve("wide");
    Path again = folder.resolve("again");
    assertEquals(40, stored(Storage.F32).run(ModelCopy.DEFAULT_MODEL, wide));
    stored(Storage.F16).run(wide, again);
    assertEquals(List.of(), Verification.of(wide).faults());
    assertEquals(floats(ModelCopy.DEFAULT_MODEL, TensorType.F16), floats(wide, TensorType.F32));
    assertEquals(floats(ModelCopy.DEFAULT_MODEL, TensorType.F16), floats(again, TensorType.F16));
    for (String file : new String[] {"vocab.json", "lm.bin", "README.md"}) {
      assertArrayEquals(
          Files.readAllBytes(ModelCopy.DEFAULT_MODEL.resolve(file)),
          Files.readAllBytes(again.resolve(file)));
    }
    assertTrue(Files.readString(wide.resolve("config.json")).contains("\"float32\""));
  }

  @Test
  void bfloat16HearsTheSameInClearClips() throws IOException {
    Path narrow = folder.resolve("narrow");
    stored(Storage.BF16).run(ModelCopy.DEFAULT_MODEL, narrow);
    assertEquals(transcripts(ModelCopy.DEFAULT_MODEL), transcripts(narrow));
  }

  @Test
  void aPrunedHeadHearsTheSameWithAFractionOfItsClasses() throws IOException {
    Path whole = Files.createDirectory(folder.resolve("whole"));
    Path pruned = folder.resolve("pruned");
    int classes = BpeModel.write(whole);
    Path letters = Files.writeString(folder.resolve("letters"), BpeModel.letters());
    HeadPruning pruning = new HeadPruning(List.of(letters, BpeVocabulary.resource("units.tsv")), 1);
    int kept = new Conversion(Optional.empty(), Optional.of(pruning)).run(whole, pruned);
    assertTrue(kept > 40 && kept < classes / 2, kept + " of " + classes);
    assertEquals(List.of(), Verification.of(pruned).faults());
    List<String> heard = transcripts(ModelCopy.DEFAULT_MODEL);
    assertEquals(heard, transcripts(whole));
    assertEquals(heard, transcripts(pruned));
    assertEquals(BpeModel.strays(whole), BpeModel.strays(pruned));
  }

  @Test
  void onlyHeadsOfBytePairsArePruned() {
    var pruning = new HeadPruning(List.of(BpeVocabulary.resource("units.tsv")), 1);
    assertRefused(
        new Conversion(Optional.empty(), Optional.of(pruning)),
        ModelCopy.DEFAULT_MODEL,
        "config.json: field ctc_unit: only heads of byte-level BPE can be pruned");
  }

  @Test
  void whatIsThereIsNeverOverwritten() throws IOException {
    Path there = Files.writeString(folder.resolve("there"), "mine");
    ModelException e =
        assertThrows(
            ModelException.class, () -> stored(Storage.F32).run(ModelCopy.DEFAULT_MODEL, there));
    assertEquals(there + ": already exists; name a new folder", e.getMessage());
    assertEquals("mine", Files.readString(there));
  }

  @Test
  void aFolderInNoFolderCannotBeMade() {
    assertThrows(
        NoSuchFileException.class,
        () -> stored(Storage.F32).run(ModelCopy.DEFAULT_MODEL, folder.resolve("no/such/folder")));
  }

  @Test
  void aTensorThatCannotBeStoredLeavesNothingBehind() throws IOException {
    String name = "model.encoder.layer_norm.bias";
    for (float value : new float[] {70_000, Float.NaN}) {
      Path source = Files.createDirectory(folder.resolve("source" + value));
      float[] values = new float[64];
      values[5] = value;
      ModelCopy.into(source)
          .replaceTensors(name, new ModelCopy.Floats(name, new long[] {64}, values));
      assertRefused(
          stored(Storage.F16), source, "tensor " + name + ": value number 5, " + value + ", is ");
    }
  }

  @Test
  void aMissingFieldIsNamed() throws IOException {
    ModelCopy model = ModelCopy.into(Files.createDirectory(folder.resolve("source")));
    model.edit("config.json", "\"vocab_size\"", "\"size\"");
    assertRefused(stored(Storage.F16), model.folder(), "field vocab_size: nothing must be");
  }

  private void assertRefused(Conversion conversion, Path from, String message) {
    Path into = folder.resolve("into");
    ModelException e = assertThrows(ModelException.class, () -> conversion.run(from, into));
    assertTrue(e.getMessage().contains(message), e.getMessage());
    try (Stream<Path> files = Files.list(folder)) {
      assertFalse(files.anyMatch(file -> file.getFileName().toString().startsWith("into")));
    } catch (IOException unreadable) {
      throw new AssertionError(unreadable);
    }
  }

  private static Conversion stored(Storage storage) {
    return new Conversion(Optional.of(storage), Optional.empty());
  }

  /** A hash of the values of each tensor, by name. */
  private static Map<String, Integer> floats(Path model, TensorType type) {
    Map<String, Integer> hashes = new LinkedHashMap<>();
    try (Safetensors file = Safetensors.open(model.resolve("model.safetensors"))) {
      for (Tensor tensor : file.tensors()) {
        assertEquals(type, tensor.type());
        float[] values = new float[(int) tensor.size()];
        tensor.floats(0, values, 0, values.length);
        hashes.put(tensor.name(), Arrays.hashCode(values));
      }
    }
    return hashes;
  }

  private static List<String> transcripts(Path model) throws IOException {
    List<String> texts = new ArrayList<>();
    try (Transcriber transcriber = Transcriber.open(model);
        Stream<Path> clips = Files.list(SAMPLES)) {
      for (Path clip : clips.filter(file -> file.toString().endsWith(".mp3")).sorted().toList()) {
        texts.add(transcriber.transcribe(AudioSource.of(clip), Decoding.GREEDY).text());
      }
    }
    assertEquals(3, texts.size());
    return texts;
  }
}
