// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.page;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import vn.nghe.service.files.Sha256;

/**
 * A file of the page.
 *
 * @param contentType its media type
 * @param isImmutable whether another content would have another name
 * @param etag a strong entity tag of its content (RFC 9110 section 8.8.3), with quotes
 * @param plain its content
 * @param gzip its content, compressed
 */
@SuppressWarnings("ArrayRecordComponent") // Neither compared nor handed out.
record PageFile(String contentType, boolean isImmutable, String etag, byte[] plain, byte[] gzip) {
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "svg", "image/svg+xml",
          "webmanifest", "application/manifest+json");

  /** As many bytes as cannot occur twice by chance. */
  private static final int TAG_BYTES = 16;

  static PageFile of(String name, byte[] content) {
    String contentType = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    if (contentType == null) {
      throw new IllegalArgumentException("the page has a file of unknown type: " + name);
    }
    // The tag is of the content: times in the jar are the same in every build.
    String etag = '"' + HexFormat.of().formatHex(Sha256.of(content), 0, TAG_BYTES) + '"';
    return new PageFile(
        contentType, name.startsWith("assets/"), etag, content, compressed(content));
  }

  private static byte[] compressed(byte[] content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write to memory", e);
    }
    return bytes.toByteArray();
  }
}
