// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.language;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

final class TextFileTest {
  private static final String TEXT = "một\nhai ba\r\n\nbốn";
  private static final List<String> LINES = List.of("một", "hai ba", "", "bốn");

  @TempDir Path folder;

  @Test
  void compressionIsRecognisedByContent() throws IOException {
    assertEquals(LINES, lines(TEXT.getBytes(UTF_8)));
    assertEquals(LINES, lines(gzip(TEXT)));
    assertEquals(LINES, lines(xz(TEXT)));
    assertEquals(List.of(), lines(new byte[0]));
    assertEquals(List.of("a"), lines(new byte[] {'a'}));
  }

  @Test
  void filesStuckTogetherAreOneText() throws IOException {
    var both = new ByteArrayOutputStream();
    both.write(gzip("một\n"));
    both.write(gzip("hai"));
    assertEquals(List.of("một", "hai"), lines(both.toByteArray()));
    both.reset();
    both.write(xz("một\n"));
    both.write(xz("hai"));
    assertEquals(List.of("một", "hai"), lines(both.toByteArray()));
  }

  @Test
  void whatCannotBeReadIsNamed() throws IOException {
    byte[] xz = xz(TEXT);
    refuses(Arrays.copyOf(xz, xz.length - 20), "cannot be read after line ");
    byte[] gzip = gzip(TEXT);
    refuses(Arrays.copyOf(gzip, gzip.length - 4), "cannot be read after line ");
    refuses(new byte[] {'a', '\n', (byte) 0xFF}, "not UTF-8 soon after line ");
    var missing =
        assertThrows(
            TextException.class, () -> TextFile.forEachLine(folder.resolve("none"), line -> {}));
    assertTrue(missing.getMessage().endsWith("none: no such file"), missing.getMessage());
  }

  private void refuses(byte[] content, String reason) {
    var refused = assertThrows(TextException.class, () -> lines(content));
    assertTrue(refused.getMessage().contains(reason), refused.getMessage());
  }

  private List<String> lines(byte[] content) throws IOException {
    Path file = Files.write(folder.resolve("text"), content);
    List<String> lines = new ArrayList<>();
    TextFile.forEachLine(file, lines::add);
    return lines;
  }

  private static byte[] gzip(String text) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }

  private static byte[] xz(String text) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (OutputStream out = new XZOutputStream(bytes, new LZMA2Options())) {
      out.write(text.getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }
}
