// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What is kept of an API key.
 *
 * @param id 12 hexadecimal digits
 * @param sha256 of the whole key, 64 hexadecimal digits
 * @param owner whom it was given to
 * @param scopes what it is good for
 * @param created when it was made
 * @param expires from when on it is no longer accepted, if ever
 * @param revoked when it was revoked, if it was
 * @param limits how much of it may be used
 */
public record KeyEntry(
    String id,
    String sha256,
    String owner,
    Set<Scope> scopes,
    Instant created,
    @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Instant> expires,
    @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Instant> revoked,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) Limits limits) {
  private static final int HASH_BYTES = 32;

  /**
   * Checks what the key file says.
   *
   * @throws IllegalArgumentException if a field is missing or wrong
   */
  public KeyEntry {
    require(id != null && id.matches("[0-9a-f]{12}"), "id must be 12 hexadecimal digits");
    require(
        sha256 != null && sha256.matches("[0-9a-f]{" + 2 * HASH_BYTES + "}"),
        "sha256 must be 64 hexadecimal digits");
    require(owner != null && !owner.isBlank(), "owner must not be empty");
    require(
        scopes != null && scopes.stream().noneMatch(Objects::isNull),
        "scopes must be a list of scopes");
    require(created != null, "created must be a time");
    scopes = Set.copyOf(scopes);
    expires = Objects.requireNonNullElse(expires, Optional.empty());
    revoked = Objects.requireNonNullElse(revoked, Optional.empty());
    limits = Objects.requireNonNullElse(limits, Limits.NONE);
  }

  private static void require(boolean good, String rule) {
    if (!good) {
      throw new IllegalArgumentException(rule);
    }
  }

  byte[] hash() {
    return HexFormat.of().parseHex(sha256);
  }

  /** Whether its time is over at {@code now}. */
  public boolean hasExpired(Instant now) {
    return expires.filter(end -> !now.isBefore(end)).isPresent();
  }

  /** The same key, revoked at {@code now} unless it was before. */
  KeyEntry revokedAt(Instant now) {
    return new KeyEntry(
        id, sha256, owner, scopes, created, expires, revoked.or(() -> Optional.of(now)), limits);
  }
}
