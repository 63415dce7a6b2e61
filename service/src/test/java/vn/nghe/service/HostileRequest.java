// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of {@code hostile.tsv}.
 *
 * @param kind what {@code request} is, as the file explains
 * @param status of the answer it must get
 * @param code of that answer
 * @param request what is sent, in the file's notation
 */
record HostileRequest(String kind, int status, String code, String request) {
  private static final Pattern REPEATED = Pattern.compile("\\{(.+?)\\*(\\d+)\\}", Pattern.DOTALL);
  private static final Pattern ESCAPE = Pattern.compile("\\\\(x[0-9a-f]{2}|.)");

  static List<HostileRequest> all() {
    String file =
        new String(
            TestFiles.bytes(TestFiles.inRepository("service/src/test/resources/hostile.tsv")),
            StandardCharsets.UTF_8);
    return file.lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split("\t", 4))
        .map(cells -> new HostileRequest(cells[0], Integer.parseInt(cells[1]), cells[2], cells[3]))
        .toList();
  }

  void send(RawConnection connection) throws IOException {
    switch (kind) {
      case "raw" -> connection.send(bytes(request));
      case "cut" -> connection.send(bytes(request)).finishSending();
      case "path" -> connection.send(request(text(request), "", new byte[0]));
      case "form" -> sendForm(connection, bytes(request));
      case "field" -> {
        String[] sides = request.split("=", 2);
        sendForm(
            connection,
            Form.good()
                .part(
                    "Content-Disposition: form-data; name=\"" + text(sides[0]) + "\"",
                    bytes(sides[1]))
                .end()
                .bytes());
      }
      case "file" -> sendForm(connection, Form.ofFile(bytes(request)).end().bytes());
      case "model" ->
          sendForm(
              connection,
              new Form()
                  .file("file", "clip.wav", TestFiles.shortClip())
                  .part("Content-Disposition: form-data; name=\"model\"", bytes(request))
                  .end()
                  .bytes());
      case "events" ->
          connection.send(request("POST /v1/events", "application/json", bytes(request)));
      default -> throw new AssertionError("no kind " + kind);
    }
  }

  private static void sendForm(RawConnection connection, byte[] body) throws IOException {
    connection.send(request("POST " + Client.TRANSCRIPTIONS, Form.CONTENT_TYPE, body));
  }

  private static byte[] request(String target, String contentType, byte[] body) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    String type = contentType.isEmpty() ? "" : "Content-Type: " + contentType + "\r\n";
    all.writeBytes(
        (target
                + " HTTP/1.1\r\nHost: localhost\r\n"
                + type
                + "Content-Length: "
                + body.length
                + "\r\n\r\n")
            .getBytes(StandardCharsets.UTF_8));
    all.writeBytes(body);
    return all.toByteArray();
  }

  private static String text(String notation) {
    return new String(bytes(notation), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String notation) {
    String whole =
        REPEATED
            .matcher(notation)
            .replaceAll(
                found ->
                    Matcher.quoteReplacement(
                        found.group(1).repeat(Integer.parseInt(found.group(2)))));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Matcher escape = ESCAPE.matcher(whole);
    int end = 0;
    while (escape.find()) {
      bytes.writeBytes(whole.substring(end, escape.start()).getBytes(StandardCharsets.UTF_8));
      bytes.write(byteOf(escape.group(1)));
      end = escape.end();
    }
    bytes.writeBytes(whole.substring(end).getBytes(StandardCharsets.UTF_8));
    return bytes.toByteArray();
  }

  private static int byteOf(String escape) {
    return switch (escape) {
      case "r" -> '\r';
      case "n" -> '\n';
      case "\\" -> '\\';
      default -> Integer.parseInt(escape.substring(1), 16);
    };
  }

  @Override
  public String toString() {
    String shown = request.length() > 100 ? request.substring(0, 100) + "…" : request;
    return kind + " " + shown + " -> " + status + " " + code;
  }
}
