// SPDX-License-Identifier: Apache-2.0
package vn.nghe.perf.service;

import java.util.Locale;

/** Ways in which one caller could take a service from the others. */
enum AttackKind {
  /** Heads of requests that come a byte a second and never end. */
  SLOW_HEADS(200),
  /** Bodies that come a byte a second. */
  SLOW_BODIES(50),
  /** Bodies that announce all the memory there is for bodies, and come at the lowest rate. */
  DRIP_UPLOADS(20),
  /** Requests for the largest file of the page, one after another, whose answers nobody reads. */
  UNREAD_ANSWERS(200),
  /** Small files that are expensive to decode. */
  BOMBS(4),
  /** Connections without requests, opened anew when they are closed. */
  IDLE_SOCKETS(600),
  /** Connections that are opened and closed, some hundred a second. */
  SOCKET_STORM(8),
  /** Sessions of live speech that send nothing. */
  SESSIONS(64);

  private final int threads;

  AttackKind(int threads) {
    this.threads = threads;
  }

  /** How many of them go on at once. */
  int threads() {
    return threads;
  }

  /** Its name on the command line and in the report. */
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
