// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.realtime;

import vn.nghe.service.access.AccessWatch;
import vn.nghe.service.access.Caller;
import vn.nghe.service.access.CallerLimits;
import vn.nghe.service.access.SharedPlaces;
import vn.nghe.service.inference.RequestIntake;

/**
 * What a session holds for as long as its connection is open.
 *
 * @param caller who opened it
 * @param request with which it was opened
 * @param work keeps the service from stopping before
 * @param admission of the client
 * @param watch on its credentials
 * @param place among the sessions that there may be
 */
record SessionPermit(
    Caller caller,
    UpgradeRequest request,
    RequestIntake.Work work,
    CallerLimits.Admission admission,
    AccessWatch watch,
    SharedPlaces.Place place) {}
