// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.access;

/** Watches the credentials of a session or stream until it is closed. */
@FunctionalInterface
public interface AccessWatch extends AutoCloseable {
  @Override
  void close();
}
