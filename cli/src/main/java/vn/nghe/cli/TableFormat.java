// SPDX-License-Identifier: Apache-2.0
package vn.nghe.cli;

import java.util.Locale;
import picocli.CommandLine.TypeConversionException;

/** How tables are written. */
enum TableFormat {
  /** Tab-separated values under a header. */
  TABLE,
  /** One JSON object. */
  JSON;

  /** Reads a name as it is typed. */
  static TableFormat named(String name) {
    for (TableFormat format : values()) {
      if (format.toString().equals(name)) {
        return format;
      }
    }
    throw new TypeConversionException("'" + name + "' is neither table nor json");
  }

  /** The name as it is typed. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
