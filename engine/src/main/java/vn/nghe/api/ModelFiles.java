// SPDX-License-Identifier: Apache-2.0
package vn.nghe.api;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Names of the files in a model folder. */
public final class ModelFiles {
  /** The weights of encoder, CTC head and decoder, in safetensors. */
  public static final String WEIGHTS = "model.safetensors";

  /** The sizes of the model and what its classes and tokens are, in JSON. */
  public static final String CONFIG = "config.json";

  /** The name of every class of a CTC head, in JSON; only where there is a head. */
  public static final String VOCABULARY = "vocab.json";

  /** The name of every token of a decoder, in JSON; only where there is a decoder. */
  public static final String TOKENS = "tokens.json";

  /** The language model in binary form; optional. */
  public static final String LANGUAGE_MODEL = "lm.bin";

  /** The language model as ARPA text; optional, and used where there is no binary one. */
  public static final String LANGUAGE_MODEL_ARPA = "lm.arpa";

  private ModelFiles() {}

  /** The language model that a folder has, the binary one first. */
  public static Optional<Path> languageModel(Path folder) {
    return List.of(LANGUAGE_MODEL, LANGUAGE_MODEL_ARPA).stream()
        .map(folder::resolve)
        .filter(Files::exists)
        .findFirst();
  }
}
