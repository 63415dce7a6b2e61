// SPDX-License-Identifier: Apache-2.0
/**
 * What happens on a connection below the handlers: request heads that stop half-way, idle time
 * between requests, and clients that disconnect while their request is worked on.
 */
package vn.nghe.service.connection;
