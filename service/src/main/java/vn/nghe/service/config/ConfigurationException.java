// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.config;

/** A setting that the service cannot run with; the message names the key and what it should be. */
public final class ConfigurationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ConfigurationException(String message) {
    super(message);
  }

  public ConfigurationException(String message, Throwable cause) {
    super(message, cause);
  }
}
