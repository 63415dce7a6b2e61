// SPDX-License-Identifier: Apache-2.0
package vn.nghe.perf.compare;

/** Words that several groups of lines use. */
final class Names {
  private Names() {}

  static String threads(int count) {
    return count == 1 ? "1 thread" : count + " threads";
  }
}
