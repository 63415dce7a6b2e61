// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.convert;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Map;
import vn.nghe.model.VocabularyFile;

/** The first units of Whisper's vocabulary; {@code tiktoken_reference.py} names the source. */
final class BpeVocabulary {
  static final int SIZE = 1500;

  private BpeVocabulary() {}

  static Map<String, Integer> units() {
    return VocabularyFile.read(resource("vocab.json").getParent(), SIZE);
  }

  static Path resource(String name) {
    try {
      return Path.of(BpeVocabulary.class.getResource(name).toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }
}
