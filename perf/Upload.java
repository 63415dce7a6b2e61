// SPDX-License-Identifier: Apache-2.0

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;

/** Requests for transcripts. */
final class Upload {
  private static final String BOUNDARY = "nghe-load";

  private Upload() {}

  /**
   * Asks for the text of a clip.
   *
   * @param service where it answers, without {@code /v1}
   * @param streamed whether the text is to come while it grows
   */
  static HttpRequest of(String service, byte[] clip, boolean streamed) {
    ByteArrayOutputStream form = new ByteArrayOutputStream();
    form.writeBytes(field("model", "whisper-1"));
    form.writeBytes(field("stream", Boolean.toString(streamed)));
    form.writeBytes(part("name=\"file\"; filename=\"clip\""));
    form.writeBytes(clip);
    form.writeBytes(ascii("\r\n--" + BOUNDARY + "--\r\n"));
    return HttpRequest.newBuilder(URI.create(service + "/v1/audio/transcriptions"))
        .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
        .POST(HttpRequest.BodyPublishers.ofByteArray(form.toByteArray()))
        .build();
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
