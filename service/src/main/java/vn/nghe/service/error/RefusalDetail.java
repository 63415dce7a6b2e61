// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.error;

import java.time.Duration;

/** What a refusal tells programs beside its code and its message. */
public sealed interface RefusalDetail {
  /** What is wrong with the credentials of a request. */
  enum Credentials implements RefusalDetail {
    /** There are none. */
    MISSING,
    /** They cannot be read. */
    MALFORMED,
    /** They can be read, and are not accepted. */
    INVALID
  }

  /**
   * The right that the credentials lack.
   *
   * @param scope its name
   */
  record MissingScope(String scope) implements RefusalDetail {}

  /**
   * The methods that a resource supports.
   *
   * @param methods their names, between commas
   */
  record AllowedMethods(String methods) implements RefusalDetail {}

  /**
   * How many requests a caller may still make.
   *
   * @param limit requests per minute
   * @param remaining how many of them are left now
   * @param reset the time until all of them are there again
   */
  record Allowance(int limit, long remaining, Duration reset) implements RefusalDetail {}
}
