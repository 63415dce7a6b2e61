// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.transcription;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The forms in which a transcript can be sent. */
enum ResponseFormat {
  JSON,
  TEXT,
  SRT,
  VERBOSE_JSON,
  VTT;

  static Optional<ResponseFormat> of(String value) {
    return Arrays.stream(values()).filter(format -> format.value().equals(value)).findFirst();
  }

  /** Whether it can be sent while it grows. */
  boolean isStreamable() {
    return this == JSON || this == TEXT || this == VERBOSE_JSON;
  }

  /** How clients spell it. */
  String value() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** All spellings, for an error message. */
  static String choices() {
    return Arrays.stream(values()).map(ResponseFormat::value).collect(Collectors.joining(", "));
  }
}
