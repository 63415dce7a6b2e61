// SPDX-License-Identifier: Apache-2.0
package vn.nghe.decode;

/** Spreads keys over tables whose lengths are powers of two. */
final class Hash {
  /** 2^64 over the golden ratio: Knuth's multiplicative hashing, TAOCP volume 3, section 6.4. */
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private Hash() {}

  static int of(long key) {
    return (int) ((key * GOLDEN) >>> Integer.SIZE);
  }
}
