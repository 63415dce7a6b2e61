// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.inference;

/**
 * Work on one clip.
 *
 * @param <T> what comes out
 */
@FunctionalInterface
public interface PoolTask<T> {
  /** Does the work, and calls {@code turn} between passes. */
  T run(Turn turn) throws Exception;
}
