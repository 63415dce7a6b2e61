// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.evaluate;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ClipManifestTest {
  private final Path folder;
  private final Path file;

  ClipManifestTest(@TempDir Path folder) {
    this.folder = folder;
    this.file = folder.resolve("dev.tsv");
  }

  @Test
  void findsItsColumnsByNameAndItsClipsBesideItself() throws IOException {
    ClipManifest manifest =
        read(
            """
            seconds\tsentence\tspeaker\tpath
            3.1\tnô en vui vẻ\tA\tdev/một hai.mp3
            2.0\t"Đi" đâu?\tB\t/sound/b.mp3
            """);
    assertEquals(
        List.of(
            new Clip("dev/một hai.mp3", folder.resolve("dev/một hai.mp3"), "nô en vui vẻ"),
            new Clip("/sound/b.mp3", Path.of("/sound/b.mp3"), "\"Đi\" đâu?")),
        manifest.clips());
  }

  @Test
  void readsWhatAWindowsEditorSaved() throws IOException {
    ClipManifest manifest = read("\uFEFFpath\tsentence\r\na.wav\txin chào\r\n");
    assertEquals(List.of(new Clip("a.wav", folder.resolve("a.wav"), "xin chào")), manifest.clips());
  }

  @Test
  void readsALastLineWithoutLineEnd() throws IOException {
    assertEquals(1, read("path\tsentence\na.wav\txin chào").clips().size());
  }

  @Test
  void refusesAHeaderWithoutItsColumns() {
    assertRefused(
        "path\ttext\na.wav\tchào\n",
        ", line 1, column 'sentence': missing from the header, which has only [path, text]");
    assertRefused("", ", line 1, column 'path': missing from the header, which has only []");
  }

  @Test
  void refusesAColumnNamedTwice() {
    assertRefused("path\tsentence\tpath\n", ", line 1, column 'path': named twice");
  }

  @Test
  void refusesALineWithTheWrongNumberOfFields() {
    assertRefused(
        "path\tsentence\na.wav\tchào\nb.wav\n", ", line 3: the header has 2 fields, this line 1");
    assertRefused(
        "path\tsentence\n\na.wav\tchào\n", ", line 2: the header has 2 fields, this line 1");
  }

  @Test
  void refusesAClipWithoutFile() {
    assertRefused("path\tsentence\n\tchào\n", ", line 2, column 'path': empty");
    assertRefused(
        "path\tsentence\na\0.wav\tchào\n", ", line 2, column 'path': Nul character not allowed");
  }

  @Test
  void refusesASentenceThatLeavesNothingToScore() {
    assertRefused(
        "path\tsentence\na.wav\tchào\nb.wav\t…?!\n",
        ", line 3, column 'sentence': '…?!' has no letter or digit");
  }

  @Test
  void refusesAListWithoutClips() {
    assertRefused("path\tsentence\n", ": lists no clips");
  }

  @Test
  void refusesAnotherCharacterSet() throws IOException {
    byte[] latin1 = "path\tsentence\na.wav\tcha\nb.wav\tm\u00e1\n".getBytes(ISO_8859_1);
    Files.write(file, latin1);
    assertRefused(", line 3: not UTF-8 (at byte 31 of the file)");
  }

  @Test
  void namesAFileThatIsNotThere() {
    assertRefused(": no such file");
  }

  @Test
  void namesAFileThatCannotBeRead() throws IOException {
    Files.createDirectory(file);
    assertRefused(": cannot be read: Is a directory");
  }

  private ClipManifest read(String text) throws IOException {
    Files.write(file, text.getBytes(UTF_8));
    return ClipManifest.read(file);
  }

  private void assertRefused(String text, String expected) {
    var refusal = assertThrows(ManifestException.class, () -> read(text));
    assertEquals(file + expected, refusal.getMessage());
  }

  private void assertRefused(String expected) {
    var refusal = assertThrows(ManifestException.class, () -> ClipManifest.read(file));
    assertEquals(file + expected, refusal.getMessage());
  }
}
