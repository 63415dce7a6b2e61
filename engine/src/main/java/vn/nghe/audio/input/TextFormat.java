// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.input;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import vn.nghe.audio.io.ByteReader;

/** Tells text, which web servers like to answer with, from sound. */
final class TextFormat {
  /** Bytes that are looked at. */
  private static final int SAMPLE = 512;

  /** An object or array with something of JSON in it; prose may begin with a bracket too. */
  private static final Pattern JSON = Pattern.compile("[\\[{]\\s*[\\[{}\\]\"]");

  private TextFormat() {}

  /** What kind of text stands at the cursor, if it is text; the cursor stays. */
  static Optional<String> describe(ByteReader in) {
    byte[] bytes = new byte[(int) Math.min(SAMPLE, in.remaining())];
    long cursor = in.position();
    in.read(bytes, bytes.length);
    in.seek(cursor);
    // A multi-byte character that the sample cuts in two decodes to the replacement character.
    String text = new String(bytes, UTF_8);
    int complete = bytes.length < SAMPLE ? text.length() : text.length() - 3;
    if (!text.codePoints().limit(complete).allMatch(TextFormat::isPrintable)) {
      return Optional.empty();
    }
    String start = text.replace("\uFEFF", "").strip().toLowerCase(Locale.ROOT);
    if (start.startsWith("<!doctype html") || start.startsWith("<html")) {
      return Optional.of("an HTML page");
    }
    if (start.startsWith("<")) {
      return Optional.of("an XML document");
    }
    if (JSON.matcher(start).lookingAt()) {
      return Optional.of("a JSON document");
    }
    return Optional.of("plain text");
  }

  private static boolean isPrintable(int character) {
    return character != '\uFFFD'
        && (!Character.isISOControl(character) || Character.isWhitespace(character));
  }
}
