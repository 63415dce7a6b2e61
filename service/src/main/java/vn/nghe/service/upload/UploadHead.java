// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.upload;

import io.helidon.http.HeaderNames;
import io.helidon.http.HttpMediaType;
import io.helidon.http.ServerRequestHeaders;
import java.util.Map;
import java.util.OptionalLong;
import vn.nghe.service.error.ErrorCode;
import vn.nghe.service.error.RefusedException;

/**
 * What the headers of an upload announce.
 *
 * @param boundary what separates the parts of the form
 * @param length how many bytes the body has; empty where it comes in chunks
 */
public record UploadHead(String boundary, OptionalLong length) {
  /** RFC 2046 section 5.1.1. */
  private static final int LONGEST_BOUNDARY = 70;

  /**
   * Looks at headers only.
   *
   * @param limit the largest body to take, in bytes
   * @throws RefusedException if this is no form, or if it has no body or too large a one
   */
  public static UploadHead of(ServerRequestHeaders headers, long limit) {
    HttpMediaType type = BodyType.require(headers, "multipart/form-data");
    OptionalLong length = length(headers);
    if (length.isPresent() && length.getAsLong() == 0) {
      throw RefusedException.of(
          ErrorCode.BODY_EMPTY, "The request has no body. Send the audio as a multipart form.");
    }
    if (length.isPresent() && length.getAsLong() > limit) {
      throw tooLarge(limit);
    }
    return new UploadHead(boundary(type), length);
  }

  /** The refusal of a body of more than {@code limit} bytes. */
  static RefusedException tooLarge(long limit) {
    return RefusedException.of(
        ErrorCode.BODY_TOO_LARGE,
        "The request body is larger than "
            + limit
            + " bytes. Compress the audio, for example as MP3, or cut it in pieces.");
  }

  private static String boundary(HttpMediaType type) {
    String boundary =
        type.parameters().entrySet().stream()
            .filter(parameter -> parameter.getKey().equalsIgnoreCase("boundary"))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElse("");
    if (boundary.isBlank() || boundary.length() > LONGEST_BOUNDARY) {
      throw MultipartForm.malformed(
          "Content-Type lacks a boundary of 1 to " + LONGEST_BOUNDARY + " characters");
    }
    return boundary;
  }

  private static OptionalLong length(ServerRequestHeaders headers) {
    if (headers.contains(HeaderNames.TRANSFER_ENCODING)) {
      return OptionalLong.empty();
    }
    return headers.contains(HeaderNames.CONTENT_LENGTH)
        ? OptionalLong.of(Long.parseLong(headers.get(HeaderNames.CONTENT_LENGTH).get()))
        : OptionalLong.of(0);
  }
}
