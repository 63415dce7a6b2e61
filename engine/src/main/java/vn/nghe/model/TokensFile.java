// SPDX-License-Identifier: Apache-2.0
package vn.nghe.model;

import java.nio.file.Path;
import java.util.Map;
import vn.nghe.api.ModelException;
import vn.nghe.api.ModelFiles;

/**
 * {@code tokens.json}: what each token of a decoder is called, in the form of {@code vocab.json}.
 */
public final class TokensFile {
  private TokensFile() {}

  /**
   * Reads the {@code tokens.json} of a model folder.
   *
   * @param tokens how many the decoder has
   * @return the number of each token by its name
   * @throws ModelException if it cannot be read or does not name every token once
   */
  public static Map<String, Integer> read(Path folder, int tokens) {
    Path file = folder.resolve(ModelFiles.TOKENS);
    return VocabularyFile.parse(file, ModelFileReader.read(folder, file), tokens);
  }
}
