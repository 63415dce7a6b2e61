// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.sphere;

import static java.nio.ByteOrder.BIG_ENDIAN;
import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import vn.nghe.audio.AudioException;
import vn.nghe.audio.AudioWarning;
import vn.nghe.audio.io.ByteReader;
import vn.nghe.audio.pcm.PcmBlocks;
import vn.nghe.audio.pcm.PcmEncoding;
import vn.nghe.audio.pcm.PcmLayout;
import vn.nghe.audio.pcm.PcmSink;

/**
 * Reads NIST SPHERE: a header of lines with a name, a type and a value each, then samples,
 * uncompressed or with G.711.
 */
public final class SphereDecoder {
  private static final String MARK = "NIST_1A\n";

  /** Digits of the header's size, and the end of their line. */
  private static final int SIZE_LINE = 8;

  /** Far more than any header has; most have 1024 bytes. */
  private static final int LONGEST_HEADER = 1 << 16;

  private final Map<String, String> fields = new HashMap<>();
  private final int headerBytes;

  private SphereDecoder(ByteReader in) {
    in.skip(MARK.length(), "the SPHERE header");
    String size = text(in, SIZE_LINE).strip();
    if (!size.matches("\\d{1,5}") || Integer.parseInt(size) > LONGEST_HEADER) {
      throw AudioException.malformed("The SPHERE header has no size", MARK.length());
    }
    headerBytes = Integer.parseInt(size);
    int rest = headerBytes - MARK.length() - SIZE_LINE;
    in.require(Math.max(0, rest), "the SPHERE header");
    for (String line : text(in, Math.max(0, rest)).lines().toList()) {
      String[] parts = line.strip().split("\\s+", 3);
      if (parts[0].equals("end_head")) {
        return;
      }
      if (parts.length == 3) {
        fields.putIfAbsent(parts[0], parts[2]);
      }
    }
    throw AudioException.malformed("The SPHERE header has no end", headerBytes);
  }

  /** Whether such a file begins at the cursor. */
  public static boolean begins(ByteReader in) {
    return in.finds(MARK, 0);
  }

  /**
   * Decodes a whole file.
   *
   * @param in stands at the first byte of a file that is known to be SPHERE
   */
  public static void decode(ByteReader in, PcmSink sink) {
    long start = in.position();
    SphereDecoder header = new SphereDecoder(in);
    PcmLayout layout = header.layout();
    in.seek(start + header.headerBytes);
    long stated = header.number("sample_count", 0) * layout.bytesPerFrame();
    if (stated > in.remaining()) {
      sink.warn(
          AudioWarning.Kind.TRUNCATED,
          "The SPHERE header states "
              + stated
              + " bytes of sound, but "
              + in.remaining()
              + " follow: the end is missing",
          in.position());
    }
    boolean isStated = stated > 0 && stated <= in.remaining();
    PcmBlocks.decode(in, sink, layout, isStated ? stated : in.remaining());
  }

  private PcmLayout layout() {
    String coding = fields.getOrDefault("sample_coding", "pcm");
    long bytes = number("sample_n_bytes", 2);
    PcmEncoding encoding =
        switch (coding) {
          case "pcm" -> linear(bytes);
          case "ulaw", "mu-law" -> PcmEncoding.MU_LAW;
          case "alaw" -> PcmEncoding.A_LAW;
          default ->
              throw AudioException.unsupported(
                  "SPHERE with the coding '" + coding + "' is not supported",
                  "convert it to WAV with sph2pipe");
        };
    // "01" has the lowest byte first, "10" the highest.
    ByteOrder order =
        fields.getOrDefault("sample_byte_format", "01").startsWith("1")
            ? BIG_ENDIAN
            : LITTLE_ENDIAN;
    int channels = PcmLayout.requireChannels("SPHERE", number("channel_count", 1), 0);
    return new PcmLayout("SPHERE", encoding, order, channels, number("sample_rate", 0));
  }

  private static PcmEncoding linear(long bytes) {
    return switch ((int) bytes) {
      case 1 -> PcmEncoding.SIGNED_8;
      case 2 -> PcmEncoding.SIGNED_16;
      case 3 -> PcmEncoding.SIGNED_24;
      case 4 -> PcmEncoding.SIGNED_32;
      default ->
          throw AudioException.malformed(
              "The SPHERE header states " + bytes + " bytes a sample", 0);
    };
  }

  private long number(String name, long otherwise) {
    String value = fields.getOrDefault(name, "");
    if (value.isEmpty()) {
      return otherwise;
    }
    if (!value.matches("\\d{1,12}")) {
      throw AudioException.malformed("The SPHERE header has a " + name + " that is no number", 0);
    }
    return Long.parseLong(value);
  }

  private static String text(ByteReader in, int length) {
    byte[] bytes = new byte[length];
    in.read(bytes, length);
    return new String(bytes, ISO_8859_1);
  }
}
