// SPDX-License-Identifier: Apache-2.0
package vn.nghe.cli;

import java.util.function.Consumer;
import vn.nghe.transcript.LiveText;

/** Where the texts of live speech go. */
@FunctionalInterface
interface LiveOutput extends Consumer<LiveText>, AutoCloseable {
  /** Leaves the terminal as it was. */
  @Override
  default void close() {}
}
