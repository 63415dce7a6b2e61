// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.pickle;

import vn.nghe.weights.pickle.Pickled.Constant;
import vn.nghe.weights.pickle.Pickled.Opaque;
import vn.nghe.weights.pickle.Pickled.Real;
import vn.nghe.weights.pickle.Pickled.Text;
import vn.nghe.weights.pickle.Pickled.Whole;

/** The values that protocol 0 writes as a line of text. */
final class Decimal {
  private Decimal() {}

  /** A whole number, with an L behind it if Python 2 found it long; or a truth value. */
  static Pickled whole(PickleInput input) {
    String line = input.line();
    // Protocol 0 has no other way to write them.
    if (line.equals("00") || line.equals("01")) {
      return line.equals("01") ? Constant.TRUE : Constant.FALSE;
    }
    String digits = line.endsWith("L") ? line.substring(0, line.length() - 1) : line;
    if (!digits.matches("[+-]?[0-9]+")) {
      throw input.wrongBefore("a whole number expected");
    }
    try {
      return new Whole(Long.parseLong(digits));
    } catch (NumberFormatException _) {
      return new Opaque("number");
    }
  }

  static Real real(PickleInput input) {
    try {
      return new Real(Double.parseDouble(input.line()));
    } catch (NumberFormatException _) {
      throw input.wrongBefore("a number expected");
    }
  }

  /** The number of a memorised value. */
  static long index(PickleInput input) {
    if (whole(input) instanceof Whole number && number.value() >= 0) {
      return number.value();
    }
    throw input.wrongBefore("the number of a memorised value expected");
  }

  /** A text of Python 2 in its quotes; escapes stay as they are. */
  static Text quoted(PickleInput input) {
    String line = input.line();
    if (line.length() < 2 || line.charAt(0) != line.charAt(line.length() - 1)) {
      throw input.wrongBefore("a text in quotes expected");
    }
    return new Text(line.substring(1, line.length() - 1));
  }
}
