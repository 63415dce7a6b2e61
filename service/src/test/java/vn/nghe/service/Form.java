// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes a multipart form byte by byte, right or wrong. */
final class Form {
  static final String BOUNDARY = "nghe-test-boundary";
  static final String CONTENT_TYPE = "multipart/form-data; boundary=" + BOUNDARY;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  /** What every good request has. */
  static Form good() {
    return new Form().file("file", "clip.wav", TestFiles.shortClip()).text("model", "whisper-1");
  }

  /** What a good request has beside its file. */
  static Form ofFile(byte[] file) {
    return new Form().file("file", "clip.wav", file).text("model", "whisper-1");
  }

  Form text(String name, String value) {
    return part(
        "Content-Disposition: form-data; name=\"" + name + "\"",
        value.getBytes(StandardCharsets.UTF_8));
  }

  Form file(String name, String fileName, byte[] content) {
    return part(
        "Content-Disposition: form-data; name=\""
            + name
            + "\"; filename=\""
            + fileName
            + "\"\r\nContent-Type: application/octet-stream",
        content);
  }

  /** A part with headers as given. */
  Form part(String headers, byte[] content) {
    return raw("--" + BOUNDARY + "\r\n" + headers + "\r\n\r\n").raw(content).raw("\r\n");
  }

  Form raw(String text) {
    return raw(text.getBytes(StandardCharsets.UTF_8));
  }

  Form raw(byte[] more) {
    bytes.writeBytes(more);
    return this;
  }

  /** The closing boundary. */
  Form end() {
    return raw("--" + BOUNDARY + "--\r\n");
  }

  /** What the form is so far. */
  byte[] bytes() {
    return bytes.toByteArray();
  }

  /** A body of the first {@code length} bytes of this form. */
  Form cut(int length) {
    return new Form().raw(Arrays.copyOf(bytes(), length));
  }
}
