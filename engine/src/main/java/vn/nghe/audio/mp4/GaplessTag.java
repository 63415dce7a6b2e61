// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.mp4;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.nghe.audio.AudioException;
import vn.nghe.audio.io.ByteReader;

/**
 * What iTunes writes of the sound's place among what comes out of the decoder, as hexadecimal
 * numbers in a tag of its own: 0, samples before, samples after, samples of sound.
 *
 * @param before samples before the sound
 * @param length samples of sound, 0 where it is not said
 */
record GaplessTag(long before, long length) {
  private static final String NAME = "iTunSMPB";
  private static final int LONGEST = 1 << 10;
  private static final Pattern NUMBERS =
      Pattern.compile("\\s*\\p{XDigit}{8} (\\p{XDigit}{8}) \\p{XDigit}{8} (\\p{XDigit}{16})\\b.*");

  /**
   * Looks for the tag. Tags that are damaged tell nothing of the sound.
   *
   * @param movie the {@code moov} box
   */
  static Optional<GaplessTag> find(ByteReader in, Box movie) {
    try {
      return movie
          .find(in, "udta")
          .flatMap(userData -> userData.find(in, "meta"))
          .flatMap(meta -> findTags(in, meta))
          .flatMap(tags -> findAmong(in, tags));
    } catch (AudioException e) {
      return Optional.empty();
    }
  }

  private static Optional<Box> findTags(ByteReader in, Box meta) {
    in.seek(meta.body());
    // Four bytes of version stand before its boxes, but not in QuickTime.
    long first = in.finds("hdlr", 4) ? meta.body() : meta.body() + 4;
    return meta.children(in, first).filter(box -> box.type().equals("ilst")).findFirst();
  }

  private static Optional<GaplessTag> findAmong(ByteReader in, Box tags) {
    return tags.children(in)
        .filter(tag -> tag.type().equals("----") && isNamed(in, tag))
        .flatMap(tag -> tag.find(in, "data").stream())
        .flatMap(data -> parse(in, data).stream())
        .findFirst();
  }

  private static boolean isNamed(ByteReader in, Box tag) {
    return tag.find(in, "name").filter(name -> text(in, name, 4).equals(NAME)).isPresent();
  }

  private static Optional<GaplessTag> parse(ByteReader in, Box data) {
    Matcher numbers = NUMBERS.matcher(text(in, data, 8));
    return numbers.matches()
        ? Optional.of(
            new GaplessTag(
                Long.parseLong(numbers.group(1), 16), Long.parseUnsignedLong(numbers.group(2), 16)))
        : Optional.empty();
  }

  private static String text(ByteReader in, Box box, int header) {
    long length = box.end() - box.body() - header;
    if (length < 0 || length > LONGEST) {
      return "";
    }
    byte[] bytes = new byte[(int) length];
    in.seek(box.body() + header);
    in.read(bytes, bytes.length);
    return new String(bytes, ISO_8859_1);
  }
}
