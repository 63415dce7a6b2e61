// SPDX-License-Identifier: Apache-2.0
package vn.nghe.perf.compare;

/** Names for lines of several groups. */
final class Names {
  private Names() {}

  static String threads(int count) {
    return count == 1 ? "1 thread" : count + " threads";
  }
}
