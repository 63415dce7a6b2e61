// SPDX-License-Identifier: Apache-2.0
package vn.nghe.language;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import vn.nghe.api.ModelException;

/** The binary file of a language model; {@linkplain vn.nghe.language its format}. */
public final class NgramFile {
  private static final long CHUNK = 1 << 30;

  private NgramFile() {}

  /**
   * The values of the codes of one level.
   *
   * @param probabilities natural logarithms
   * @param backoffs natural logarithms
   */
  public record Codebooks(ValueCodebook probabilities, ValueCodebook backoffs) {
    /** Nothing is quantised. */
    public static final Codebooks EXACT = new Codebooks(ValueCodebook.EXACT, ValueCodebook.EXACT);
  }

  /**
   * Writes a file. The same model gives the same bytes.
   *
   * @param codebooks one for each level
   * @throws IOException if it cannot be written
   */
  public static void write(Ngrams ngrams, List<Codebooks> codebooks, Path file) throws IOException {
    try (Arena arena = Arena.ofConfined();
        FileChannel channel =
            FileChannel.open(
                file,
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING)) {
      MemorySegment content = new NgramEncoder(ngrams, codebooks).encode(arena);
      for (long at = 0; at < content.byteSize(); at += CHUNK) {
        ByteBuffer bytes =
            content.asSlice(at, Math.min(CHUNK, content.byteSize() - at)).asByteBuffer();
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
      }
    }
  }

  static NgramModel inMemory(Ngrams ngrams) {
    var exact = Collections.nCopies(ngrams.order(), Codebooks.EXACT);
    MemorySegment content = new NgramEncoder(ngrams, exact).encode(Arena.ofAuto());
    return new NgramDecoder(new Fault(Path.of("(in memory)")), content).decode();
  }

  /** Whether a file begins as binary ones do. */
  static boolean isBinary(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return Arrays.equals(in.readNBytes(Header.MAGIC.length), Header.MAGIC);
    } catch (IOException unreadable) {
      throw unreadable(file, unreadable);
    }
  }

  static NgramModel open(Path file) {
    try (FileChannel channel = FileChannel.open(file)) {
      return new NgramDecoder(new Fault(file), content(channel, file)).decode();
    } catch (IOException unreadable) {
      throw unreadable(file, unreadable);
    }
  }

  /** Read and not mapped: pages of a mapped file that is cut later are gone, at every query. */
  private static MemorySegment content(FileChannel channel, Path file) throws IOException {
    MemorySegment content = Arena.ofAuto().allocate(channel.size(), Long.BYTES);
    for (long at = 0; at < content.byteSize(); at += CHUNK) {
      ByteBuffer bytes =
          content.asSlice(at, Math.min(CHUNK, content.byteSize() - at)).asByteBuffer();
      while (bytes.hasRemaining()) {
        if (channel.read(bytes) < 0) {
          throw new ModelException(file, "changed while it was being read");
        }
      }
    }
    return content;
  }

  static ModelException unreadable(Path file, IOException cause) {
    return new ModelException(
        file,
        cause instanceof NoSuchFileException ? "no such file" : "cannot be read: " + cause,
        cause);
  }
}
