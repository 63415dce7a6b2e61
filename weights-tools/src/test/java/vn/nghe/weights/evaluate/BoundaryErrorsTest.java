// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.nghe.transcript.Transcript;
import vn.nghe.transcript.Word;

final class BoundaryErrorsTest {
  @TempDir Path folder;

  @Test
  void comparesTheWordsThatWereRecognised() throws IOException {
    BoundaryErrors errors =
        BoundaryErrors.of(
            List.of(
                result("a.wav", new Word("đi", 1.02, 1.2, 1), new Word("xà", 1.3, 1.4, 1)),
                result("b.wav", new Word("về", 0.5, 0.75, 1)),
                result("not-listed.wav", new Word("về", 7, 8, 1)),
                new ClipResult.Failed(clip("c.wav"), "gone")),
            times(
                """
                word\tpath\tstart\tend
                Tôi\ta.wav\t0.5\t1
                đi,\ta.wav\t1\t1.3
                xa\ta.wav\t1.3\t1.5
                về\tb.wav\t0.54\t0.75
                mất\tc.wav\t0\t1
                """));
    assertEquals(5, errors.words());
    assertEquals(2, errors.compared());
    assertEquals(0.02, errors.starts(0.5), 1e-9);
    assertEquals(0.04, errors.starts(0.9), 1e-9);
    assertEquals(0, errors.ends(0.5), 1e-9);
    assertEquals(0.1, errors.ends(0.9), 1e-9);
    assertEquals(0.02, errors.boundaries(0.5), 1e-9);
    assertEquals(0.04, errors.boundaries(0.75), 1e-9);
  }

  @Test
  void nothingRecognisedHasNoError() throws IOException {
    BoundaryErrors errors = BoundaryErrors.of(List.of(), times("path\tword\tstart\tend\n"));
    assertEquals(0, errors.compared());
    assertTrue(Double.isNaN(errors.boundaries(0.5)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a.wav;tôi;x;1         | line 2, column 'start': 'x' must be a number of seconds",
        "a.wav;tôi;-1;1        | line 2, column 'start': -1 must be a time from 0.0 s on",
        "a.wav;tôi;NaN;1       | line 2, column 'start': NaN must be a time",
        "a.wav;tôi;1;Infinity  | line 2, column 'end': Infinity must be a time from 1.0 s on",
        "a.wav;tôi;2;1.5       | line 2, column 'end': 1.5 must be a time from 2.0 s on",
        "a.wav;tôi;2           | line 2: the header has 4 fields, this line 3",
      })
  void aTimeThatCannotBeIsNamed(String line, String message) {
    var refused =
        assertThrows(
            ManifestException.class,
            () -> times("path\tword\tstart\tend\n" + line.replace(';', '\t') + "\n"));
    assertTrue(refused.getMessage().contains(message), refused.getMessage());
  }

  @Test
  void wordsOutOfOrderAreNamed() {
    var refused =
        assertThrows(
            ManifestException.class,
            () -> times("path\tword\tstart\tend\na\tđi\t1\t2\na\txa\t1.9\t3\n"));
    assertTrue(refused.getMessage().contains("line 3, column 'start': 1.9"), refused.getMessage());
  }

  private ReferenceTimes times(String lines) throws IOException {
    return ReferenceTimes.read(Files.writeString(folder.resolve("times.tsv"), lines));
  }

  private static ClipResult result(String path, Word... words) {
    return new ClipResult.Recognised(clip(path), new Transcript("vi", 10, List.of(words)));
  }

  private static Clip clip(String path) {
    return new Clip(path, Path.of(path), "tôi đi xa");
  }
}
