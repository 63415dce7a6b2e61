// SPDX-License-Identifier: Apache-2.0
/**
 * The edge of HTTP, common to all endpoints: filters that log and guard requests, answers and event
 * streams, and the only place where refusals become statuses, headers and bodies.
 */
package vn.nghe.service.http;
