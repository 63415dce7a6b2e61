// SPDX-License-Identifier: Apache-2.0
package vn.nghe.perf.service;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;

/** Builds requests to {@code /v1/audio/transcriptions}. */
public final class UploadRequest {
  /** Long enough not to occur in audio by chance. */
  private static final String BOUNDARY = "nghe-measurement-form-boundary";

  private UploadRequest() {}

  /**
   * Builds a multipart request with the default model.
   *
   * @param service the service's address, without {@code /v1}
   * @param audio the bytes of an audio file
   * @param streamed whether the transcript is to be sent as server-sent events
   */
  public static HttpRequest of(String service, byte[] audio, boolean streamed) {
    ByteArrayOutputStream form = new ByteArrayOutputStream();
    form.writeBytes(field("model", "whisper-1"));
    form.writeBytes(field("stream", Boolean.toString(streamed)));
    form.writeBytes(part("name=\"file\"; filename=\"clip\""));
    form.writeBytes(audio);
    form.writeBytes(end());
    return HttpRequest.newBuilder(URI.create(service + "/v1/audio/transcriptions"))
        .header("Content-Type", contentType())
        .POST(HttpRequest.BodyPublishers.ofByteArray(form.toByteArray()))
        .build();
  }

  /** The same request with an API key. */
  static HttpRequest withKey(HttpRequest request, String key) {
    return HttpRequest.newBuilder(request, (name, value) -> true)
        .header("Authorization", "Bearer " + key)
        .build();
  }

  /** The beginning of a form, up to the bytes of the file. */
  static byte[] beginning() {
    ByteArrayOutputStream form = new ByteArrayOutputStream();
    form.writeBytes(field("model", "whisper-1"));
    form.writeBytes(part("name=\"file\"; filename=\"clip\""));
    return form.toByteArray();
  }

  /** The end of a form, after the bytes of the file. */
  static byte[] end() {
    return ascii("\r\n--" + BOUNDARY + "--\r\n");
  }

  /** What a form like that has as its content type. */
  static String contentType() {
    return "multipart/form-data; boundary=" + BOUNDARY;
  }

  private static byte[] field(String name, String value) {
    ByteArrayOutputStream field = new ByteArrayOutputStream();
    field.writeBytes(part("name=\"" + name + "\""));
    field.writeBytes(ascii(value + "\r\n"));
    return field.toByteArray();
  }

  private static byte[] part(String name) {
    return ascii("--" + BOUNDARY + "\r\nContent-Disposition: form-data; " + name + "\r\n\r\n");
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
