// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.realtime;

import vn.nghe.service.inference.Readiness;
import vn.nghe.service.limits.CallerLimits;

/**
 * What a session holds for as long as its connection is open.
 *
 * @param request with which it was opened
 * @param work keeps the service from stopping before
 * @param admission of the client
 */
record SessionPermit(
    UpgradeRequest request, Readiness.Work work, CallerLimits.Admission admission) {}
