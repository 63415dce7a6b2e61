// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.mp4;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import vn.nghe.audio.AudioException;
import vn.nghe.audio.io.ByteReader;

/**
 * A box of an MP4 or QuickTime file (ISO/IEC 14496-12, 4.2): a type and what it holds, which may be
 * further boxes.
 *
 * @param type four characters
 * @param start index of its first byte
 * @param body index of the first byte after type and size
 * @param end index of the first byte after it
 */
public record Box(String type, long start, long body, long end) {
  private static final int HEADER = 8;
  private static final long LONG_SIZE_FOLLOWS = 1;
  private static final long TO_THE_END = 0;

  /** What files begin with; those after the first are of QuickTime, or of streams cut to pieces. */
  private static final List<String> FIRST_TYPES =
      List.of("ftyp", "moov", "mdat", "wide", "free", "skip", "styp");

  /** The whole input, as if it was a box. */
  static Box whole(ByteReader in) {
    return new Box("file", 0, 0, in.length());
  }

  /** Whether an MP4 or QuickTime file begins at the cursor; the cursor stays. */
  public static boolean beginsFile(ByteReader in) {
    return FIRST_TYPES.stream().anyMatch(type -> in.finds(type, 4));
  }

  /** All boxes in this one, each read when it is asked for: hostile files may hold millions. */
  Stream<Box> children(ByteReader in) {
    return children(in, body);
  }

  /**
   * All boxes in this one, each read when it is asked for.
   *
   * @param from index of the first byte of the first of them
   */
  Stream<Box> children(ByteReader in, long from) {
    return Stream.iterate(
            next(in, from), Optional::isPresent, child -> next(in, child.orElseThrow().end))
        .map(Optional::orElseThrow);
  }

  /** The first box in this one that has the type. */
  Optional<Box> find(ByteReader in, String type) {
    return children(in).filter(child -> child.type.equals(type)).findFirst();
  }

  /** The same, where the format asks for one. */
  Box require(ByteReader in, String type) {
    return find(in, type)
        .orElseThrow(
            () ->
                AudioException.malformed(
                    "The MP4 box '" + this.type + "' has no '" + type + "' inside", start));
  }

  /**
   * Makes sure that entries of a table are all there.
   *
   * @param from index of the first one's first byte
   * @param count how many it claims, at most 2³²
   * @param bits size of each
   */
  void requireEntries(long from, long count, int bits) {
    if ((count * bits + 7) / 8 > end - from) {
      throw AudioException.malformed(
          "The MP4 box '" + type + "' claims " + count + " entries and has fewer", from);
    }
  }

  private Optional<Box> next(ByteReader in, long at) {
    // A few bytes may be left: QuickTime ends some lists with a zero.
    return end - at >= HEADER ? Optional.of(read(in, at)) : Optional.empty();
  }

  private Box read(ByteReader in, long at) {
    in.seek(at);
    long size = in.bigUnsigned32();
    String name = in.fourCharacters();
    if (size == LONG_SIZE_FOLLOWS) {
      size = in.big64();
    } else if (size == TO_THE_END) {
      size = end - at;
    }
    long childBody = in.position();
    boolean isCutOff = size < 0 || size > end - at;
    if (isCutOff && isFile() && !name.equals("moov") && !name.equals("moof")) {
      // Whether that matters is decided by what is sought in it.
      size = end - at;
    } else if (isCutOff) {
      throw AudioException.malformed(
          isFile()
              ? "The input ends inside the MP4 box '" + name + "': its end is missing"
              : "The MP4 box '" + name + "' goes past the end of '" + type + "'",
          at);
    }
    if (size < childBody - at) {
      throw AudioException.malformed("The MP4 box '" + name + "' claims " + size + " bytes", at);
    }
    return new Box(name, at, childBody, at + size);
  }

  private boolean isFile() {
    return start == body;
  }
}
