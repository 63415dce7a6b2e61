// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.models;

import java.util.Objects;

/**
 * A published model that cannot be had or used. The message says which, where and what to do; it
 * holds no credentials, so operators may see it.
 */
public final class RegistryException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final RegistryFault fault;

  public RegistryException(RegistryFault fault, String message) {
    this(fault, message, null);
  }

  public RegistryException(RegistryFault fault, String message, Throwable cause) {
    super(message, cause);
    this.fault = Objects.requireNonNull(fault, "fault");
  }

  /** What kind of fault it is. */
  public RegistryFault fault() {
    return fault;
  }
}
