// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.connection;

import java.time.Duration;

/**
 * How long a client may keep a connection without a request.
 *
 * @param head from the first byte of a request's head to its last
 * @param idle until the first byte of a head
 */
public record ConnectionLimits(Duration head, Duration idle) {}
