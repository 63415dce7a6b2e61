// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.upload;

import java.util.Locale;
import java.util.Map;
import org.apache.commons.fileupload2.core.ParameterParser;

/**
 * The headers of one part of a form.
 *
 * @param name the name of its field
 * @param isFile whether the part carries a file and not text
 */
record PartHeaders(String name, boolean isFile) {
  /**
   * Parses the lines before the blank one.
   *
   * @param block the header lines as they were sent
   * @throws vn.nghe.service.error.RefusedException if they name no field
   */
  static PartHeaders parse(String block) {
    String disposition = "";
    String type = "";
    // RFC 822 lets a header go on in a next line that begins with space.
    for (String line : block.replaceAll("\\R[ \t]+", " ").lines().toList()) {
      int colon = line.indexOf(':');
      if (colon < 0) {
        continue;
      }
      String value = line.substring(colon + 1).strip();
      switch (line.substring(0, colon).strip().toLowerCase(Locale.ROOT)) {
        case "content-disposition" -> disposition = value;
        case "content-type" -> type = value.toLowerCase(Locale.ROOT);
        default -> {}
      }
    }
    return of(disposition, type);
  }

  private static PartHeaders of(String disposition, String type) {
    ParameterParser parser = new ParameterParser();
    parser.setLowerCaseNames(true);
    Map<String, String> parameters = parser.parse(disposition, ';');
    String name = parameters.get("name");
    if (!parameters.containsKey("form-data") || name == null || name.isBlank()) {
      throw MultipartForm.malformed(
          "a part lacks the header Content-Disposition: form-data; name=\"…\"");
    }
    // Some clients send the bytes of a file without a file name, but then they give a type.
    boolean typed = !type.isEmpty() && !type.startsWith("text/plain");
    return new PartHeaders(name.strip(), parameters.containsKey("filename") || typed);
  }
}
