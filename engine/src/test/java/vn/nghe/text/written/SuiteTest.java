// SPDX-License-Identifier: Apache-2.0
package vn.nghe.text.written;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.nghe.TestFiles;

/** {@link WrittenStyle#FIGURES} against a suite that others wrote. */
final class SuiteTest {
  private static final WrittenForms FIGURES = WrittenForms.of(WrittenStyle.FIGURES);

  private record Case(String kind, String spoken, String written) {
    static Case of(String line) {
      String[] fields = line.split("\t", -1);
      return new Case(fields[0], fields[1], fields[2]);
    }

    boolean passes() {
      return FIGURES.apply(spoken).equals(written);
    }
  }

  @Test
  void everyCaseIsWrittenAsTheSuiteSays() throws IOException {
    List<Case> cases =
        Files.readAllLines(TestFiles.resource("text/inverse-text-normalization.tsv")).stream()
            .skip(1)
            .map(Case::of)
            .toList();
    assertEquals(451, cases.size());
    assertEquals(List.of(), cases.stream().filter(it -> !it.passes()).toList());
  }
}
