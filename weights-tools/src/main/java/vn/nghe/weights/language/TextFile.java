// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.language;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * Reads sentences, one on each line, in UTF-8, plain or compressed with xz or gzip, which the first
 * bytes tell.
 */
public final class TextFile {
  private static final int BUFFER = 1 << 16;

  /** The first bytes of compressed files (The .xz File Format 1.2.1, section 2.1.1.1; RFC 1952). */
  private static final byte[] XZ = {(byte) 0xFD, '7', 'z', 'X', 'Z', 0};

  private static final byte[] GZIP = {0x1F, (byte) 0x8B};

  /** The memory limit for xz, which a file can otherwise set freely; no preset of xz needs more. */
  private static final int XZ_MEMORY_KIB = 128 << 10;

  private TextFile() {}

  /**
   * Reads a file from beginning to end.
   *
   * @param reader called with each line without its end
   * @throws TextException if the file cannot be read or is not UTF-8
   */
  public static void forEachLine(Path file, Consumer<String> reader) {
    long number = 0;
    try (var raw = new BufferedInputStream(Files.newInputStream(file), BUFFER);
        var lines =
            new BufferedReader(
                new InputStreamReader(plain(raw), StandardCharsets.UTF_8.newDecoder()), BUFFER)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        reader.accept(line);
      }
    } catch (NoSuchFileException missing) {
      throw new TextException(file, "no such file", missing);
    } catch (CharacterCodingException notUtf8) {
      throw new TextException(file, "not UTF-8 soon after line " + number, notUtf8);
    } catch (IOException unreadable) {
      throw new TextException(
          file, "cannot be read after line " + number + ": " + unreadable.getMessage(), unreadable);
    }
  }

  private static InputStream plain(BufferedInputStream raw) throws IOException {
    raw.mark(XZ.length);
    byte[] start = raw.readNBytes(XZ.length);
    raw.reset();
    if (Arrays.equals(start, XZ)) {
      return new XZInputStream(raw, XZ_MEMORY_KIB);
    }
    boolean isGzip = start.length >= GZIP.length && Arrays.equals(start, 0, 2, GZIP, 0, 2);
    return isGzip ? new GZIPInputStream(raw, BUFFER) : raw;
  }
}
