// SPDX-License-Identifier: Apache-2.0
package vn.nghe.recognise;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import vn.nghe.api.ModelException;
import vn.nghe.api.ModelFiles;
import vn.nghe.audio.input.AudioSource;
import vn.nghe.transcript.Transcript;

/**
 * Tells whether a model hears speech. One with damaged or untrained weights may load and answer
 * every recording with nothing.
 */
final class SelfTest {
  /** A clip of Common Voice, CC0-1.0, with the text "Xe hoa anh chờ đó". */
  private static final String CLIP = "xe-hoa-anh-cho-do.mp3";

  private SelfTest() {}

  static AudioSource clip() {
    try (InputStream in = SelfTest.class.getResourceAsStream(CLIP)) {
      return AudioSource.of(Objects.requireNonNull(in, CLIP).readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + CLIP, e);
    }
  }

  /**
   * Checks the transcript of the clip. It need not be the very text: another version of the engine
   * may search otherwise, and a model that is stored in fewer bits may hear a word otherwise.
   *
   * @param expected what the model is known to write, {@code smoke_text} of its configuration
   * @throws ModelException if less than half of the expected words are there, or no word at all
   *     where nothing is known
   */
  static void check(Path folder, Optional<String> expected, Transcript heard) {
    if (expected.isEmpty()) {
      if (heard.words().isEmpty()) {
        throw new ModelException(
            folder.resolve(ModelFiles.WEIGHTS),
            "recognises no word in "
                + CLIP
                + ", which has five; the weights are damaged or not"
                + " trained");
      }
      return;
    }
    List<String> wanted = words(expected.get());
    List<String> found = words(heard.text());
    if (2 * common(wanted, found) < wanted.size()) {
      throw new ModelException(
          folder.resolve(ModelFiles.WEIGHTS),
          "recognises \"%s\" in %s; smoke_text of %s is \"%s\""
              .formatted(heard.text(), CLIP, ModelFiles.CONFIG, expected.get()));
    }
  }

  private static List<String> words(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC)
        .strip()
        .lines()
        .flatMap(line -> List.of(line.split("\\s+", -1)).stream())
        .filter(word -> !word.isEmpty())
        .toList();
  }

  /** The length of the longest common subsequence. */
  private static int common(List<String> a, List<String> b) {
    int[] row = new int[b.size() + 1];
    for (String word : a) {
      int diagonal = 0;
      for (int j = 0; j < b.size(); j++) {
        int above = row[j + 1];
        row[j + 1] = word.equals(b.get(j)) ? diagonal + 1 : Math.max(above, row[j]);
        diagonal = above;
      }
    }
    return row[b.size()];
  }
}
