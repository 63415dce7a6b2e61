// SPDX-License-Identifier: Apache-2.0
/** What log lines look like, and which request they belong to. */
package vn.nghe.service.log;
