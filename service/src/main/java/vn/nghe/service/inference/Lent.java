// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.inference;

/** A model and how many requests use it. Its owner sees to it that one thread at a time calls. */
final class Lent {
  private final LoadedModel model;
  private int users;
  private boolean retired;

  Lent(LoadedModel model) {
    this.model = model;
  }

  LoadedModel model() {
    return model;
  }

  void take() {
    users++;
  }

  /** Ends one use, and tells whether the model is to be closed now. */
  boolean giveBack() {
    users--;
    return isUnwanted();
  }

  /** Nobody will take it any more. Tells whether the model is to be closed now. */
  boolean retire() {
    retired = true;
    return isUnwanted();
  }

  private boolean isUnwanted() {
    return retired && users == 0;
  }
}
