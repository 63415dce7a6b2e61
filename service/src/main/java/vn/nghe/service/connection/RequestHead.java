// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.connection;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The head of one request while it arrives. Helidon parses HTTP/1.1 alone, so a head of HTTP/1.0,
 * which nginx sends to a server behind it by default and HAProxy in its checks, is rewritten as the
 * head of HTTP/1.1 with the same meaning (RFC 9110 section 2.5, RFC 9112 section 9.3):
 *
 * <ul>
 *   <li>the connection ends after the response unless the client asks to keep it,
 *   <li>{@code Host} may be missing,
 *   <li>{@code Expect} and {@code Upgrade} do not exist.
 * </ul>
 */
final class RequestHead {
  private static final String OLD = " HTTP/1.0";
  private static final String NEW = " HTTP/1.1";
  private static final String END_OF_LINE = "\r\n";
  private static final String END = END_OF_LINE + END_OF_LINE;

  /**
   * More than Helidon takes of a first line (4,096 bytes) and of headers (16,384), which it
   * refuses.
   */
  private static final int LONGEST_LINE = 4_200;

  private static final int LONGEST = 24 * 1024;

  private final ByteArrayOutputStream waiting = new ByteArrayOutputStream();
  private boolean isPassedOn;
  private boolean isOld;

  /** Whether the request is one of HTTP/1.0; false until that is known. */
  boolean isHttp10() {
    return isOld;
  }

  /**
   * Takes the next bytes of the connection.
   *
   * @return what the parser may have of this head, and of what follows it; empty if the next bytes
   *     are needed first
   */
  Optional<byte[]> add(byte[] chunk) {
    if (isPassedOn) {
      return Optional.of(chunk);
    }
    waiting.writeBytes(chunk);
    // One byte is one character, so that positions are the same.
    String text = waiting.toString(StandardCharsets.ISO_8859_1);
    int endOfLine = text.indexOf(END_OF_LINE);
    if (endOfLine < 0 && text.length() <= LONGEST_LINE) {
      return Optional.empty();
    }
    if (endOfLine < 0 || !text.startsWith(OLD, endOfLine - OLD.length())) {
      return Optional.of(rest());
    }
    int end = text.indexOf(END);
    if (end < 0) {
      return text.length() > LONGEST ? Optional.of(rest()) : Optional.empty();
    }
    byte[] rewritten = rewritten(text.substring(0, end)).getBytes(StandardCharsets.ISO_8859_1);
    byte[] all = rest();
    byte[] behind = Arrays.copyOfRange(all, end + END.length(), all.length);
    byte[] both = Arrays.copyOf(rewritten, rewritten.length + behind.length);
    System.arraycopy(behind, 0, both, rewritten.length, behind.length);
    return Optional.of(both);
  }

  /** What has come of a head that goes no further. */
  byte[] rest() {
    isPassedOn = true;
    byte[] all = waiting.toByteArray();
    waiting.reset();
    return all;
  }

  private String rewritten(String head) {
    List<String> lines = List.of(head.split(END_OF_LINE, -1));
    // A length that a proxy of HTTP/1.0 would not see (RFC 9112 section 6.1): left to be refused.
    if (has(lines, "transfer-encoding")) {
      return head + END;
    }
    isOld = true;
    StringBuilder request = new StringBuilder();
    String first = lines.getFirst();
    request.append(first, 0, first.length() - OLD.length()).append(NEW).append(END_OF_LINE);
    lines.stream()
        .skip(1)
        .filter(line -> !isNamed(line, "connection"))
        .filter(line -> !isNamed(line, "expect") && !isNamed(line, "upgrade"))
        .forEach(line -> request.append(line).append(END_OF_LINE));
    if (!has(lines, "host")) {
      request.append("Host: localhost").append(END_OF_LINE);
    }
    boolean keeps =
        lines.stream()
            .filter(line -> isNamed(line, "connection"))
            .anyMatch(line -> line.toLowerCase(Locale.ROOT).contains("keep-alive"));
    request.append("Connection: ").append(keeps ? "keep-alive" : "close");
    return request + END;
  }

  private static boolean has(List<String> lines, String name) {
    return lines.stream().skip(1).anyMatch(line -> isNamed(line, name));
  }

  private static boolean isNamed(String line, String name) {
    int colon = line.indexOf(':');
    return colon >= 0 && line.substring(0, colon).strip().equalsIgnoreCase(name);
  }
}
