// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.inference;

/**
 * A model in use.
 *
 * @param model what is lent
 * @param onClose gives it back; to be run once
 */
record ModelLoan(LoadedModel model, Runnable onClose) implements AutoCloseable {
  @Override
  public void close() {
    onClose.run();
  }
}
