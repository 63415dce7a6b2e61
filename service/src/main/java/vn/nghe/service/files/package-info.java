// SPDX-License-Identifier: Apache-2.0
/**
 * Files that several processes share and that must survive a crash: atomic replacement, locks
 * between processes, and SHA-256.
 */
package vn.nghe.service.files;
