// SPDX-License-Identifier: Apache-2.0
package vn.nghe.perf.compare;

/** A bound for a ratio. */
record Target(Kind kind, double bound) {
  enum Kind {
    AT_LEAST,
    AT_MOST
  }

  static Target atLeast(double bound) {
    return new Target(Kind.AT_LEAST, bound);
  }

  static Target atMost(double bound) {
    return new Target(Kind.AT_MOST, bound);
  }

  boolean isMetBy(double ratio) {
    return switch (kind) {
      case AT_LEAST -> ratio >= bound;
      case AT_MOST -> ratio <= bound;
    };
  }

  @Override
  public String toString() {
    return (kind == Kind.AT_LEAST ? "≥ " : "≤ ") + bound;
  }
}
