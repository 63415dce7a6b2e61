// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.connection;

/** Why the service closed a connection of its own accord. */
public enum ConnectionEnd {
  /** A head began and did not end. */
  HEAD_TIMEOUT,
  /** No head began. */
  IDLE,
  /** The client did not read what it had asked for. */
  WRITE_TIMEOUT,
  /** It had no request, and another one needed its place. */
  REPLACED,
  /** There was no room for it. */
  REFUSED
}
