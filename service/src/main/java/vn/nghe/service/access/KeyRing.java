// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.access;

import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The keys in force at one time, found by their id. */
final class KeyRing {
  /** The hash of no key, compared with where there is none, so that both take the same time. */
  private static final byte[] NOBODYS = new byte[32];

  private final Map<String, KeyEntry> keys;

  KeyRing(List<KeyEntry> entries) {
    keys =
        entries.stream().collect(Collectors.toUnmodifiableMap(KeyEntry::id, Function.identity()));
  }

  /** How many keys there are, revoked and expired ones among them. */
  int size() {
    return keys.size();
  }

  /**
   * Whose key it is.
   *
   * @throws AuthenticationException if it is nobody's, or no longer anybody's
   */
  Caller authenticate(ApiKey key, Instant now) {
    KeyEntry entry = keys.get(key.id());
    boolean same = MessageDigest.isEqual(entry == null ? NOBODYS : entry.hash(), key.hash());
    if (entry == null) {
      throw new AuthenticationException(Denial.UNKNOWN_KEY);
    }
    if (!same) {
      throw new AuthenticationException(Denial.WRONG_SECRET);
    }
    if (entry.revoked().isPresent()) {
      throw new AuthenticationException(Denial.KEY_REVOKED);
    }
    if (entry.hasExpired(now)) {
      throw new AuthenticationException(Denial.KEY_EXPIRED);
    }
    return new Caller(entry.id(), entry.scopes(), entry.limits());
  }
}
