// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.nghe.transcript.Transcript;
import vn.nghe.transcript.Word;

final class HotWordCasesTest {
  private static final List<Clip> CLIPS =
      List.of(
          new Clip("a.wav", Path.of("a.wav"), "Anh Trinh, ở Huế!"),
          new Clip("b.wav", Path.of("b.wav"), "anh ở nhà"));

  @TempDir private Path folder;

  @Test
  void missedWordsAreThoseThatAreRareAndNotInTheHypothesis() {
    List<ClipResult> results =
        List.of(heard(CLIPS.get(0), "anh", "chin", "ở", "quế"), heard(CLIPS.get(1), "anh"));
    assertEquals(
        List.of(
            new HotWordCase("a.wav", "trinh"),
            new HotWordCase("a.wav", "huế"),
            new HotWordCase("b.wav", "nhà"),
            // "anh" is in both clips, "ở" too short.
            new HotWordCase("a.wav", "anh trinh")),
        HotWordCases.missed(results, _ -> true));
    assertEquals(
        List.of(), HotWordCases.missed(results, word -> word.contains("7")), "none can be written");
  }

  @Test
  void whatIsWrittenIsReadAgain() throws Exception {
    List<HotWordCase> cases =
        List.of(new HotWordCase("a.wav", "trinh"), new HotWordCase("b.wav", "ở nhà"));
    assertEquals(cases, read(HotWordCases.table(cases)));
    assertEquals(cases, read("hot_word\tpath\nTRINH!\ta.wav\nở  nhà\tb.wav\n"));
  }

  @Test
  void aHotWordThatIsNotSaidIsNamedWithItsLine() {
    refuses(
        "path\thot_word\na.wav\tTrinh\nb.wav\tTrinh\n",
        ", line 3, column 'hot_word': 'Trinh' is not in 'anh ở nhà'");
    refuses("path\thot_word\na.wav\t...\n", ", line 2, column 'hot_word': '...' is not in");
    refuses("path\thot_word\nc.wav\tanh\n", ", line 2, column 'path': 'c.wav' is not a clip of");
    refuses("path\thot_word\n", ": lists no hot words");
  }

  private void refuses(String table, String message) {
    var refused = assertThrows(ManifestException.class, () -> read(table));
    assertEquals(
        folder.resolve("cases.tsv") + message,
        refused.getMessage().substring(0, (folder.resolve("cases.tsv") + message).length()));
  }

  private List<HotWordCase> read(String table) throws Exception {
    Path file = Files.writeString(folder.resolve("cases.tsv"), table);
    return HotWordCases.read(file, new ClipManifest(Path.of("dev.tsv"), CLIPS));
  }

  private static ClipResult heard(Clip clip, String... words) {
    List<Word> heard = List.of(words).stream().map(word -> new Word(word, 0, 1, 1)).toList();
    return new ClipResult.Recognised(clip, new Transcript("vi", 1, heard, List.of()));
  }
}
