// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.connection;

/** Why the service closed a connection on which it had nothing to answer. */
public enum ConnectionEnd {
  /** A head began and did not end. */
  HEAD_TIMEOUT,
  /** No head began. */
  IDLE
}
