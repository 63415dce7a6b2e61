// SPDX-License-Identifier: Apache-2.0
/** Files that survive crashes and are shared with other processes, and the hash of what is kept. */
package vn.nghe.service.files;
