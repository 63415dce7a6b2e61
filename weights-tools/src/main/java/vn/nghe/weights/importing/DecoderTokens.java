// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.importing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import vn.nghe.api.ModelFiles;
import vn.nghe.weights.checkpoint.CheckpointException;
import vn.nghe.weights.checkpoint.JsonFile;

/**
 * The tokens of a decoder and how texts are made of them.
 *
 * @param names the name of each token, by its number
 * @param prompt before every text
 * @param end after every text
 * @param noSpeech likely where nobody speaks
 * @param suppressed in no text
 * @param firstSuppressed never the first of a text
 * @param alignmentHeads pairs of layer and head
 */
record DecoderTokens(
    List<String> names,
    List<Integer> prompt,
    int end,
    int noSpeech,
    List<Integer> suppressed,
    List<Integer> firstSuppressed,
    List<List<Integer>> alignmentHeads) {
  private static final String TOKENIZER = "tokenizer.json";
  private static final String ADDED = "added_tokens.json";
  private static final String GENERATION = "generation_config.json";
  private static final String NO_TIMES = "<|notimestamps|>";

  /** Seconds from one time token to the next. */
  private static final double TIME_STEP = 0.02;

  DecoderTokens {
    names = List.copyOf(names);
    prompt = List.copyOf(prompt);
    suppressed = List.copyOf(suppressed);
    firstSuppressed = List.copyOf(firstSuppressed);
    alignmentHeads = List.copyOf(alignmentHeads);
  }

  /**
   * Reads the files of a published model: {@code tokenizer.json}, or {@code vocab.json} and {@code
   * added_tokens.json}, and {@code generation_config.json}, which may be absent.
   *
   * @param folder of the model
   * @param language ISO 639-1 code of the texts
   * @throws CheckpointException if a token has no name, or a special token is missing
   */
  static DecoderTokens read(Path folder, DecoderShape shape, String language) {
    String[] names = new String[shape.tokens()];
    Path tokenizer = folder.resolve(TOKENIZER);
    Path source = Files.exists(tokenizer) ? tokenizer : folder.resolve(ModelFiles.VOCABULARY);
    if (Files.exists(tokenizer)) {
      addTokenizer(tokenizer, names);
    } else {
      addAll(source, JsonFile.object(source), names);
      Path added = folder.resolve(ADDED);
      if (Files.exists(added)) {
        addAll(added, JsonFile.object(added), names);
      }
    }
    nameTimes(names);
    int unnamed = Arrays.asList(names).indexOf(null);
    if (unnamed >= 0) {
      throw new CheckpointException(
          source,
          "token %d of %d has no name; the tokens belong to another model"
              .formatted(unnamed, names.length));
    }
    List<String> all = List.of(names);
    Path generation = folder.resolve(GENERATION);
    Map<String, Object> rules = Files.exists(generation) ? JsonFile.object(generation) : Map.of();
    return new DecoderTokens(
        all,
        List.of(
            number(source, all, "<|startoftranscript|>"),
            number(source, all, "<|" + language.toLowerCase(Locale.ROOT) + "|>"),
            number(source, all, "<|transcribe|>"),
            number(source, all, NO_TIMES)),
        number(source, all, "<|endoftext|>"),
        all.contains("<|nospeech|>")
            ? all.indexOf("<|nospeech|>")
            : number(source, all, "<|nocaptions|>"),
        numbers(generation, rules, "suppress_tokens", shape.tokens()),
        numbers(generation, rules, "begin_suppress_tokens", shape.tokens()),
        alignmentHeads(generation, rules, shape));
  }

  private static void addTokenizer(Path file, String[] names) {
    Map<String, Object> tokenizer = JsonFile.object(file);
    if (!(tokenizer.get("model") instanceof Map<?, ?> model)
        || !(model.get("vocab") instanceof Map<?, ?> vocabulary)
        || !(tokenizer.get("added_tokens") instanceof List<?> added)) {
      throw new CheckpointException(file, "must have model.vocab and added_tokens");
    }
    addAll(file, vocabulary, names);
    for (Object token : added) {
      if (!(token instanceof Map<?, ?> fields) || !(fields.get("content") instanceof String name)) {
        throw new CheckpointException(file, "an added token has no content");
      }
      add(file, name, fields.get("id"), names);
    }
  }

  private static void addAll(Path file, Map<?, ?> tokens, String[] names) {
    tokens.forEach((name, number) -> add(file, (String) name, number, names));
  }

  private static void add(Path file, String name, Object value, String[] names) {
    if (!(value instanceof Long number) || number < 0 || number >= names.length) {
      throw new CheckpointException(
          file,
          "token \"%s\": %s is no number from 0 to %d; the tokens belong to another model"
              .formatted(name, value, names.length - 1));
    }
    String before = names[number.intValue()];
    if (before != null && !before.equals(name)) {
      throw new CheckpointException(
          file, "token %d has the names \"%s\" and \"%s\"".formatted(number, before, name));
    }
    names[number.intValue()] = name;
  }

  /** Tokenizers from before Whisper's time tokens were added leave them without a name. */
  private static void nameTimes(String[] names) {
    int first = Arrays.asList(names).indexOf(NO_TIMES) + 1;
    for (int i = first; first > 0 && i < names.length; i++) {
      if (names[i] == null) {
        names[i] = String.format(Locale.ROOT, "<|%.2f|>", (i - first) * TIME_STEP);
      }
    }
  }

  private static int number(Path file, List<String> names, String name) {
    int number = names.indexOf(name);
    if (number < 0) {
      throw new CheckpointException(file, "has no token " + name);
    }
    return number;
  }

  private static List<Integer> numbers(
      Path file, Map<String, Object> fields, String name, int tokens) {
    if (!(fields.getOrDefault(name, List.of()) instanceof List<?> list)
        || !list.stream().allMatch(n -> n instanceof Long id && id >= 0 && id < tokens)) {
      throw new CheckpointException(
          file, "field " + name + " must be a list of tokens below " + tokens);
    }
    return list.stream().map(id -> ((Long) id).intValue()).toList();
  }

  /** Where none are named, all heads of the upper half of the layers, as in Whisper itself. */
  private static List<List<Integer>> alignmentHeads(
      Path file, Map<String, Object> fields, DecoderShape shape) {
    List<List<Integer>> heads = new ArrayList<>();
    if (!fields.containsKey("alignment_heads")) {
      for (int layer = shape.layers() / 2; layer < shape.layers(); layer++) {
        for (int head = 0; head < shape.heads(); head++) {
          heads.add(List.of(layer, head));
        }
      }
      return heads;
    }
    if (!(fields.get("alignment_heads") instanceof List<?> list)) {
      throw new CheckpointException(file, "field alignment_heads must be a list");
    }
    for (Object pair : list) {
      if (!(pair instanceof List<?> two)
          || two.size() != 2
          || !(two.get(0) instanceof Long layer && layer >= 0 && layer < shape.layers())
          || !(two.get(1) instanceof Long head && head >= 0 && head < shape.heads())) {
        throw new CheckpointException(
            file, "field alignment_heads: " + pair + " is no layer and head of this model");
      }
      heads.add(List.of(layer.intValue(), head.intValue()));
    }
    return heads;
  }
}
