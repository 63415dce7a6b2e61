// SPDX-License-Identifier: Apache-2.0
package vn.nghe.cli;

import java.util.function.Consumer;
import vn.nghe.transcript.LiveText;

/** A destination for live texts. */
@FunctionalInterface
interface LiveOutput extends Consumer<LiveText>, AutoCloseable {
  /** Restores the terminal. */
  @Override
  default void close() {}
}
