// SPDX-License-Identifier: Apache-2.0
package vn.nghe.language;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that somebody cuts while its model is in use. */
class CutFileTest {
  private static final Path DEFAULT = Path.of("../models/nghe-base-vi/lm.bin");

  @Test
  void aModelDoesNotNeedItsFileAnyMore(@TempDir Path folder) throws Exception {
    Path file = Files.copy(DEFAULT, folder.resolve("lm.bin"));
    NgramModel whole = NgramModel.open(DEFAULT);
    NgramModel cut = NgramModel.open(file);

    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(100);
    }

    for (int word = 0; word < whole.vocabularySize(); word++) {
      long context = whole.extend(whole.begin(), word);
      assertEquals(context, cut.extend(cut.begin(), word));
      assertEquals(whole.text(word), cut.text(word));
      assertEquals(whole.endLogProbability(context), cut.endLogProbability(context));
    }
  }
}
