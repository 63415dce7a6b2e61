// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.language;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import vn.nghe.language.NgramFile;
import vn.nghe.language.NgramFile.Codebooks;
import vn.nghe.language.Ngrams;

/** Writes binary models. */
public final class NgramWriter {
  /** Bits of values that are not quantised. */
  public static final int EXACT = Float.SIZE;

  private NgramWriter() {}

  /**
   * Writes a binary model.
   *
   * @param bits bits of a probability and of a back-off weight, 1 to 12 or {@link #EXACT}
   * @throws IOException if the file cannot be written
   */
  public static void write(Ngrams ngrams, int bits, Path file) throws IOException {
    List<Codebooks> codebooks =
        bits == EXACT
            ? Collections.nCopies(ngrams.order(), Codebooks.EXACT)
            : Quantiser.codebooks(ngrams, bits);
    NgramFile.write(ngrams, codebooks, file);
  }
}
