// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.http;

import io.helidon.http.DirectHandler;
import java.util.Arrays;

/**
 * What Helidon refuses before any route sees it, found by how its own message begins. That message
 * itself quotes what the client sent, so it does not leave the service.
 */
enum HelidonRefusal {
  FIRST_LINE("Invalid prologue", "The first line of a request must be METHOD PATH HTTP/1.1."),
  LONG_LINE("Request URI too long", "The first line of the request is longer than 4096 bytes."),
  VERSION("Invalid protocol", "The service speaks HTTP/1.1 and HTTP/1.0."),
  PATH("Invalid path", "The path of the request has characters that a path cannot have."),
  NO_PATH("Path can't be empty", "The request has no path."),
  NO_HOST("Host header must be present", "A request of HTTP/1.1 needs the header Host."),
  HOSTS("Only a single Host header", "A request must have one header Host."),
  EMPTY_HOST("Host header must not be empty", "The header Host must not be empty."),
  HOST("Invalid Host header", "The header Host must be a host name or an address."),
  PORT("Invalid port of the host header", "The port in the header Host must be a number."),
  LONG_HEADERS("Header size exceeded", "The headers of the request are longer than 16384 bytes."),
  NO_COLON("Invalid header, missing colon", "A header must be NAME: VALUE."),
  LENGTH(
      "Content length is not a number", "Content-Length must be one whole number, zero or more."),
  CODING("Unsupported request transfer", "Transfer-Encoding must be chunked, if anything."),
  CHUNK("Chunk size is invalid", "A chunk must begin with its size in hexadecimal digits."),
  LAST_CHUNK("Invalid terminating chunk", "Trailers after the last chunk are not supported.");

  /** How the message begins that stands for one with an unsafe part of the first line. */
  private static final String WITHHELD = "Bad request, see server log";

  private final String beginning;
  private final String message;

  HelidonRefusal(String beginning, String message) {
    this.beginning = beginning;
    this.message = message;
  }

  /**
   * What a client is told.
   *
   * @param request what Helidon has read of the request
   * @param helidon its message
   * @param otherwise where that is none of these
   */
  static String messageOf(
      DirectHandler.TransportRequest request, String helidon, String otherwise) {
    String text = String.valueOf(helidon);
    if (text.startsWith(WITHHELD)) {
      return ofFirstLine(request.protocolVersion()).message;
    }
    return Arrays.stream(values())
        .filter(refusal -> text.startsWith(refusal.beginning))
        .findFirst()
        .map(refusal -> refusal.message)
        .orElse(otherwise);
  }

  /** How far Helidon came in a first line shows what was wrong with it. */
  private static HelidonRefusal ofFirstLine(String version) {
    return switch (version) {
      case "" -> FIRST_LINE;
      case "HTTP/1.1" -> PATH;
      default -> VERSION;
    };
  }
}
