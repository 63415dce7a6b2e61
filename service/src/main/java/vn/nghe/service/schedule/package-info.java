// SPDX-License-Identifier: Apache-2.0
/**
 * Work that the service repeats by itself. A run that fails, by whatever exception or error, is
 * logged and counted, and the next one takes place. And calls that end after a time.
 */
package vn.nghe.service.schedule;
