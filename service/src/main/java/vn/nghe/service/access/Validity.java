// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.access;

import java.time.Instant;
import java.util.Optional;

/** Whether credentials that were accepted still would be. */
@FunctionalInterface
public interface Validity {
  /** Of callers who need no credentials. */
  Validity UNLIMITED = _ -> Optional.empty();

  /** Why the credentials would be refused at {@code now}, if so. Must not block. */
  Optional<Denial> denial(Instant now);

  /** Of a token that expires. */
  static Validity until(Instant end) {
    return now -> now.isBefore(end) ? Optional.empty() : Optional.of(Denial.TOKEN_REFUSED);
  }
}
