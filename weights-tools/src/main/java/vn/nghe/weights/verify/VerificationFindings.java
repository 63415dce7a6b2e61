// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.verify;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import vn.nghe.api.ModelException;

/** Collects the faults and checks of a verification, in their order. */
final class VerificationFindings {
  private final List<String> faults = new ArrayList<>();
  private final List<String> checked = new ArrayList<>();

  void wrong(Path file, String message) {
    faults.add(file + ": " + message);
  }

  void wrong(Path file, String tensor, String message) {
    wrong(file, "tensor " + tensor + " " + message);
  }

  /** Adds a fault whose message names file and field. */
  void wrong(ModelException fault) {
    faults.add(fault.getMessage());
  }

  /** Adds a check, whatever its result. */
  void checked(String what, String extent) {
    checked.add(what + ": " + extent);
  }

  boolean isEmpty() {
    return faults.isEmpty();
  }

  Verification verification() {
    return new Verification(faults, checked);
  }
}
