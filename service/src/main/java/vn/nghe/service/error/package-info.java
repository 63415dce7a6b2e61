// SPDX-License-Identifier: Apache-2.0
/**
 * The one model of refusals: an error code of the public contract, a message for the client, the
 * time after which to try again, and details for programs. Nothing here knows HTTP; {@code http}
 * makes statuses and headers of it, and {@code realtime} makes events.
 */
package vn.nghe.service.error;
