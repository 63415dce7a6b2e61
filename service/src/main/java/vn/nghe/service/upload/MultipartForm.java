// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.upload;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.fileupload2.core.FileUploadException;
import org.apache.commons.fileupload2.core.FileUploadSizeException;
import org.apache.commons.fileupload2.core.MultipartInput;
import vn.nghe.service.error.ErrorCode;
import vn.nghe.service.error.RefusedException;

/**
 * Reads {@code multipart/form-data} (RFC 7578) from a stream into memory. commons-fileupload2 finds
 * the boundaries; of it only the streaming parser is used, which knows nothing of files.
 */
final class MultipartForm {
  /** Room for 1,000 hot words, each a part of its own, as OpenAI's clients send lists. */
  private static final int MOST_PARTS = 1_100;

  /** In bytes; a prompt of 224 tokens, the most that Whisper reads, is about a tenth of it. */
  private static final int LONGEST_TEXT = 16 * 1024;

  /** In bytes; the longest file name of common file systems, percent-encoded, is 765. */
  private static final int LONGEST_HEADERS = 4 * 1024;

  private final MultipartInput input;

  private MultipartForm(MultipartInput input) {
    this.input = input;
  }

  /**
   * Reads all parts, in their order.
   *
   * @throws RefusedException if the form is broken or breaks a limit
   * @throws IOException if {@code body} throws it
   */
  static List<Part> read(InputStream body, String boundary) throws IOException {
    MultipartInput input =
        MultipartInput.builder()
            .setInputStream(body)
            .setBoundary(boundary.getBytes(StandardCharsets.ISO_8859_1))
            .setMaxPartHeaderSize(LONGEST_HEADERS)
            .get();
    // RFC 7578 section 5.1.2: names are UTF-8 these days.
    input.setHeaderCharset(StandardCharsets.UTF_8);
    try {
      List<Part> parts = new MultipartForm(input).parts();
      // Nothing that follows the closing boundary means anything, but it counts.
      body.transferTo(OutputStream.nullOutputStream());
      return parts;
    } catch (FileUploadSizeException _) {
      throw malformed("the headers of a part are longer than " + LONGEST_HEADERS + " bytes");
    } catch (FileUploadException _) {
      throw malformed("it ends before its closing boundary");
    }
  }

  private List<Part> parts() throws IOException {
    List<Part> parts = new ArrayList<>();
    boolean more = input.skipPreamble();
    while (more) {
      if (parts.size() == MOST_PARTS) {
        throw RefusedException.of(
            ErrorCode.TOO_MANY_PARTS, "The form has more than " + MOST_PARTS + " parts.");
      }
      parts.add(part());
      more = input.readBoundary();
    }
    if (parts.isEmpty()) {
      throw malformed("no part follows the boundary that Content-Type announces");
    }
    return List.copyOf(parts);
  }

  private Part part() throws IOException {
    PartHeaders headers = PartHeaders.parse(input.readHeaders());
    // Closing it would read on to the end of the part, also after a refusal.
    InputStream content = input.newInputStream();
    if (headers.isFile()) {
      return new Part.File(headers.name(), content.readAllBytes());
    }
    return new Part.Text(headers.name(), text(headers.name(), content));
  }

  private static String text(String name, InputStream content) throws IOException {
    byte[] bytes = content.readNBytes(LONGEST_TEXT + 1);
    if (bytes.length > LONGEST_TEXT && isBinary(bytes)) {
      throw withoutFileName(name);
    }
    if (bytes.length > LONGEST_TEXT) {
      throw RefusedException.ofParameter(
          ErrorCode.STRING_ABOVE_MAX_LENGTH,
          FieldNames.base(name),
          "Field '" + FieldNames.shown(name) + "' is longer than " + LONGEST_TEXT + " bytes.");
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException _) {
      if (isUtf16(bytes)) {
        throw notUtf8(name, "is text in UTF-16. Save it as UTF-8.");
      }
      throw isBinary(bytes) ? withoutFileName(name) : notUtf8(name, "is not text in UTF-8.");
    }
  }

  private static RefusedException notUtf8(String name, String fault) {
    return RefusedException.ofParameter(
        ErrorCode.INVALID_VALUE,
        FieldNames.base(name),
        "Field '" + FieldNames.shown(name) + "' " + fault);
  }

  /** What {@code curl -F file=<clip.wav} sends: the bytes of the file, as the text of a field. */
  private static RefusedException withoutFileName(String name) {
    return RefusedException.ofParameter(
        ErrorCode.INVALID_TYPE,
        FieldNames.base(name),
        "Field '%1$s' holds the bytes of a file, but was sent as text, without a file name. With curl, write -F %1$s=@NAME with @, not <."
            .formatted(FieldNames.base(name)));
  }

  /** Editors and spreadsheets on Windows begin such text with a byte order mark. */
  private static boolean isUtf16(byte[] bytes) {
    return bytes.length >= 2
        && ((bytes[0] == (byte) 0xff && bytes[1] == (byte) 0xfe)
            || (bytes[0] == (byte) 0xfe && bytes[1] == (byte) 0xff));
  }

  /** Whether there is a byte that no text has. */
  private static boolean isBinary(byte[] bytes) {
    for (byte octet : bytes) {
      if (octet == 0) {
        return true;
      }
    }
    return false;
  }

  static RefusedException malformed(String fault) {
    return RefusedException.of(
        ErrorCode.MULTIPART_MALFORMED, "The multipart form cannot be read: " + fault + ".");
  }
}
