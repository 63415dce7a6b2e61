// SPDX-License-Identifier: Apache-2.0
package vn.nghe.cli;

import java.util.Locale;
import picocli.CommandLine.TypeConversionException;

/** The output formats of tables. */
enum TableFormat {
  /** Tab-separated values with a header. */
  TABLE,
  /** One JSON object. */
  JSON;

  /** Parses the name of a format. */
  static TableFormat named(String name) {
    for (TableFormat format : values()) {
      if (format.toString().equals(name)) {
        return format;
      }
    }
    throw new TypeConversionException("'" + name + "' is neither table nor json");
  }

  /** The name on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
