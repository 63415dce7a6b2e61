// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.realtime;

import java.time.Duration;

/**
 * What realtime sessions may use.
 *
 * @param sessions how many may be open at once
 * @param idleTimeout how long a client may send nothing, or read nothing
 * @param longestSession how long a session may last
 * @param maxMessageBytes the largest message to take
 */
public record RealtimeLimits(
    int sessions, Duration idleTimeout, Duration longestSession, int maxMessageBytes) {}
