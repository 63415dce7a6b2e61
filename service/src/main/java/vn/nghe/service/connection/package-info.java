// SPDX-License-Identifier: Apache-2.0
/**
 * What goes on on a connection while no handler reads from it: heads that stop half-way, silence
 * between requests, and clients that leave while they are worked for.
 */
package vn.nghe.service.connection;
