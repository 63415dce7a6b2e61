// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.convert;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import vn.nghe.model.CtcConfig;
import vn.nghe.model.ModelConfig;
import vn.nghe.model.Safetensors;
import vn.nghe.model.Tensor;
import vn.nghe.model.VocabularyFile;
import vn.nghe.weights.ModelCopy;
import vn.nghe.weights.tensors.SafetensorsWriter;
import vn.nghe.weights.tensors.TensorSource;

/**
 * The default model with a head of byte-level BPE classes; those that are not its letters never
 * win.
 */
final class BpeModel {
  private static final Path MODEL = ModelCopy.DEFAULT_MODEL;
  private static final int BLANK = 0;

  /** A logit so low that its class never wins. */
  private static final float NEVER = -1000;

  /** Classes to ignore at the start; they never win anyway. */
  private static final int[] STRAYS = {0, 105};

  private BpeModel() {}

  /** The units of the default model, one on each line, without the space. */
  static String letters() {
    return names().stream()
        .skip(1)
        .filter(name -> !name.isBlank())
        .collect(Collectors.joining("\n"));
  }

  private static List<String> names() {
    return names(MODEL);
  }

  private static List<String> names(Path model) {
    Map<String, Integer> numbers = VocabularyFile.read(model, ctc(model).classes());
    List<String> names = new ArrayList<>(numbers.keySet());
    names.sort(Comparator.comparing(numbers::get));
    return names;
  }

  private static CtcConfig ctc(Path model) {
    return ModelConfig.read(model).ctc().orElseThrow();
  }

  /** The names of the classes that a model ignores at the start. */
  static List<String> strays(Path model) {
    return ctc(model).leadingStrays().stream().map(names(model)::get).toList();
  }

  /**
   * Writes the model.
   *
   * @return the number of classes: Whisper's first units, letters that are not among them, a blank
   */
  static int write(Path folder) throws IOException {
    Map<String, Integer> classes = new HashMap<>(BpeVocabulary.units());
    List<String> letters = names();
    Map<Integer, Integer> letterOf = new HashMap<>();
    for (int letter = 1; letter < letters.size(); letter++) {
      int next = classes.size();
      letterOf.put(classes.computeIfAbsent(alphabet(letters.get(letter)), _ -> next), letter);
    }
    int blank = classes.size();
    classes.put("<|blank|>", blank);
    letterOf.put(blank, BLANK);
    List<String> sorted = new ArrayList<>(classes.keySet());
    sorted.sort(Comparator.comparing(classes::get));
    JsonFiles.vocabulary(folder.resolve("vocab.json"), sorted);
    JsonFiles.copy(
        MODEL.resolve("config.json"),
        folder.resolve("config.json"),
        Map.of(
            "vocab_size",
            classes.size(),
            "blank_token_id",
            blank,
            "ctc_unit",
            "byte-level BPE",
            "leading_stray_ids",
            STRAYS));
    try (Safetensors file = Safetensors.open(MODEL.resolve("model.safetensors"))) {
      List<TensorSource> tensors = new ArrayList<>();
      for (Tensor tensor : file.tensors()) {
        tensors.add(
            tensor.name().startsWith("ctc_head.3.")
                ? spread(tensor, classes.size(), letterOf)
                : TensorSource.of(tensor.name(), tensor));
      }
      SafetensorsWriter.write(folder.resolve("model.safetensors"), tensors, Map.of());
    }
    return classes.size();
  }

  /** A tensor with the rows of the letters at their classes. */
  private static ModelCopy.Floats spread(
      Tensor tensor, int classes, Map<Integer, Integer> letterOf) {
    long[] shape = tensor.shape().stream().mapToLong(Long::longValue).toArray();
    int width = (int) (tensor.size() / shape[0]);
    shape[0] = classes;
    float[] values = new float[classes * width];
    for (int i = 0; i < classes; i++) {
      if (letterOf.containsKey(i)) {
        tensor.floats((long) letterOf.get(i) * width, values, i * width, width);
      } else if (width == 1) {
        values[i] = NEVER;
      }
    }
    return new ModelCopy.Floats(tensor.name(), shape, values);
  }

  /** A text in GPT-2's characters for bytes. */
  private static String alphabet(String text) {
    var written = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      int value = b & 0xFF;
      boolean printable = (value > ' ' && value < 0x7F) || (value > 0xA0 && value != 0xAD);
      // Bytes that are not printable: first the 33 controls and the space, then 7F to A0, then AD.
      int index = value <= ' ' ? value : value < 0xAD ? value - 0x7F + 33 : 67;
      written.append((char) (printable ? value : 0x100 + index));
    }
    return written.toString();
  }
}
