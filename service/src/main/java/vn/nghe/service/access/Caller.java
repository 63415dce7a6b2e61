// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.access;

import java.util.EnumSet;
import java.util.Set;

/**
 * Who sent a request. Every request that reaches a handler has one in its context.
 *
 * @param id tells callers apart, for fair shares and quotas; no secret, no spaces, at most 40 ASCII
 *     characters
 * @param scopes what it may do
 * @param limits how much of it
 * @param validity until when
 */
public record Caller(String id, Set<Scope> scopes, Limits limits, Validity validity) {
  private static final String ANONYMOUS = "anonymous";

  public Caller {
    scopes = Set.copyOf(scopes);
  }

  /** A caller whose credentials do not end. */
  public Caller(String id, Set<Scope> scopes, Limits limits) {
    this(id, scopes, limits, Validity.UNLIMITED);
  }

  /** The same caller, whose credentials may end. */
  Caller validWhile(Validity other) {
    return new Caller(id, scopes, limits, other);
  }

  /** Whoever it is, where nobody has to say so. */
  public static Caller anonymous(Limits limits) {
    return new Caller(ANONYMOUS, EnumSet.allOf(Scope.class), limits);
  }

  /**
   * In whose name it holds what callers share: its own, or that of its address where nobody says
   * who they are.
   */
  public String holder(String address) {
    return id.equals(ANONYMOUS) ? address : id;
  }

  /** Whether it may do what {@code scope} covers. */
  public boolean may(Scope scope) {
    return scopes.contains(scope) || scopes.contains(Scope.ADMIN);
  }
}
