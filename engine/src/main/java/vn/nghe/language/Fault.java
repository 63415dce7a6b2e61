// SPDX-License-Identifier: Apache-2.0
package vn.nghe.language;

import java.nio.file.Path;
import vn.nghe.api.ModelException;

/** Creates the exceptions for faults in a language model file. */
record Fault(Path file) {
  /**
   * @param field what part of the file is meant
   * @throws ModelException unless all is well
   */
  void unless(boolean well, String field, String found) {
    if (!well) {
      throw in(field, found);
    }
  }

  ModelException in(String field, String found) {
    return new ModelException(file, "language model, " + field + ": " + found);
  }
}
