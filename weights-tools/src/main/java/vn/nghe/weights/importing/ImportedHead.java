// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.importing;

/**
 * The CTC head of an imported model.
 *
 * @param shape its sizes
 * @param blank the class of the blank
 * @param classes their names
 */
record ImportedHead(HeadShape shape, int blank, ClassNames classes) {
  /** The kind of unit, as {@code ctc_unit} names it. */
  String unit() {
    return classes.areByteLevelBpe() ? "byte-level BPE" : "letters and combining tone marks";
  }
}
