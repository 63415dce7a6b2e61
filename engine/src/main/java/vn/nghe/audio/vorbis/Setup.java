// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.vorbis;

import java.util.ArrayList;
import java.util.List;
import vn.nghe.audio.AudioException;
import vn.nghe.audio.io.ByteReader;

/**
 * Checks the third header of a Vorbis stream (Vorbis I, section 4.2.4) before the library builds
 * its tables from it. The library believes what it reads there: a hundred bytes can make it ask for
 * gigabytes, or run in a circle.
 */
final class Setup {
  private static final int MARK_BYTES = 7;

  /** Floors have at most this many points (Vorbis I, section 7.2.2). */
  private static final int MOST_POINTS = 65 - 2;

  /** Numbers in all tables. libvorbis 1.3.7 needs up to 108,386, at any rate and quality. */
  private static final long MOST_CELLS = 1 << 18;

  private final Identification identification;
  private final VorbisBits in;
  private final List<Book> books = new ArrayList<>();
  private long cells;

  private Setup(Identification identification, VorbisBits in) {
    this.identification = identification;
    this.in = in;
  }

  /**
   * Checks the header.
   *
   * @param packet the whole header
   * @param at where it lies in the input, for faults
   * @return for each mode that a packet may have, whether its block is a long one
   */
  static List<Boolean> check(Identification identification, byte[] packet, long at) {
    if (!ByteReader.of(packet).finds("\u0005vorbis", 0)) {
      throw AudioException.malformed("The Vorbis set-up header is not one", at);
    }
    return new Setup(identification, new VorbisBits(packet, at, MARK_BYTES)).check();
  }

  private List<Boolean> check() {
    for (int i = in.read(8); i >= 0; i--) {
      Book book = Book.read(in);
      books.add(book);
      claim(book.cells());
    }
    for (int i = in.read(6); i >= 0; i--) {
      requireZero(in.read(16), "time-domain transform");
    }
    int floors = in.read(6) + 1;
    for (int i = 0; i < floors; i++) {
      checkFloor();
    }
    List<Long> residueCells = new ArrayList<>();
    for (int i = in.read(6); i >= 0; i--) {
      residueCells.add(checkResidue());
    }
    List<Long> mappingCells = new ArrayList<>();
    for (int i = in.read(6); i >= 0; i--) {
      mappingCells.add(checkMapping(floors, residueCells));
    }
    List<Boolean> modes = new ArrayList<>();
    for (int i = in.read(6); i >= 0; i--) {
      modes.add(in.flag());
      requireZero(in.read(16), "window");
      requireZero(in.read(16), "transform");
      claim(mappingCells.get(below(mappingCells.size(), in.read(8), "mapping")));
    }
    if (!in.flag()) {
      throw in.malformed("The Vorbis set-up header does not end where it should");
    }
    return modes;
  }

  private void checkFloor() {
    int type = in.read(16);
    if (type == 0) {
      throw AudioException.unsupported(
          "Vorbis with floors of type 0 is not supported", "encode it by a newer encoder");
    }
    if (type != 1) {
      throw in.malformed("The Vorbis set-up header has a floor of type " + type);
    }
    int[] classes = new int[in.read(5)];
    int mostClass = -1;
    for (int i = 0; i < classes.length; i++) {
      classes[i] = in.read(4);
      mostClass = Math.max(mostClass, classes[i]);
    }
    int[] dimensions = new int[mostClass + 1];
    for (int i = 0; i <= mostClass; i++) {
      dimensions[i] = in.read(3) + 1;
      int subclasses = in.read(2);
      if (subclasses > 0) {
        book(in.read(8));
      }
      for (int j = 0; j < 1 << subclasses; j++) {
        int book = in.read(8);
        if (book > 0) {
          book(book - 1);
        }
      }
    }
    in.skip(2);
    int bits = in.read(4);
    int points = 0;
    for (int kind : classes) {
      points += dimensions[kind];
      in.skip((long) dimensions[kind] * bits);
    }
    if (points > MOST_POINTS) {
      throw in.malformed("A Vorbis floor has " + points + " points");
    }
  }

  /** Returns how many numbers it takes to look its classifications up. */
  private long checkResidue() {
    int type = in.read(16);
    int begin = in.read(24);
    int end = in.read(24);
    in.skip(24);
    int classifications = in.read(6) + 1;
    Book classBook = book(in.read(8));
    long classWords = Book.powerUpTo(classifications, classBook.dimensions(), classBook.entries());
    int most = identification.longBlock() / 2 * (type == 2 ? identification.channels() : 1);
    if (type > 2 || begin > end || end > most || classWords > classBook.entries()) {
      throw in.malformed(
          "A Vorbis residue of type "
              + type
              + " goes from "
              + begin
              + " to "
              + end
              + " in "
              + classifications
              + " classes");
    }
    int codings = 0;
    for (int i = 0; i < classifications; i++) {
      int low = in.read(3);
      int cascade = in.flag() ? (in.read(5) << 3) | low : low;
      codings += Integer.bitCount(cascade);
    }
    for (int i = 0; i < codings; i++) {
      if (!book(in.read(8)).hasValues()) {
        throw in.malformed("A Vorbis residue uses a codebook without values");
      }
    }
    return classWords * (1 + classBook.dimensions());
  }

  /** Returns how many numbers its tables take, each time a mode uses it. */
  private long checkMapping(int floors, List<Long> residueCells) {
    requireZero(in.read(16), "mapping");
    int submaps = in.flag() ? in.read(4) + 1 : 1;
    int channels = identification.channels();
    int channelBits = Integer.SIZE - Integer.numberOfLeadingZeros(channels - 1);
    int steps = in.flag() ? in.read(8) + 1 : 0;
    if (steps > 0 && Integer.bitCount(channels) != 1) {
      // JOrbis reads too few bits for a channel's number unless there are 2, 4 or 8.
      throw AudioException.unsupported(
          "Vorbis that couples some of " + channels + " channels is not supported",
          "send mono or stereo");
    }
    for (; steps > 0; steps--) {
      int magnitude = below(channels, in.read(channelBits), "channel");
      int angle = below(channels, in.read(channelBits), "channel");
      if (magnitude == angle) {
        throw in.malformed("Vorbis couples channel " + angle + " with itself");
      }
    }
    requireZero(in.read(2), "mapping's reserved field");
    for (int channel = 0; submaps > 1 && channel < channels; channel++) {
      below(submaps, in.read(4), "submap");
    }
    long needed = 0;
    for (int i = 0; i < submaps; i++) {
      in.skip(8);
      below(floors, in.read(8), "floor");
      needed += residueCells.get(below(residueCells.size(), in.read(8), "residue"));
    }
    return needed;
  }

  private Book book(int index) {
    return books.get(below(books.size(), index, "codebook"));
  }

  private int below(int count, int index, String what) {
    if (index >= count) {
      throw in.malformed("Vorbis refers to " + what + " " + index + " of " + count);
    }
    return index;
  }

  private void requireZero(int type, String what) {
    if (type != 0) {
      throw in.malformed("The type of a Vorbis " + what + " is " + type + " instead of 0");
    }
  }

  private void claim(long more) {
    cells += more;
    if (cells > MOST_CELLS) {
      throw in.malformed("The tables of the Vorbis stream would be too large");
    }
  }
}
