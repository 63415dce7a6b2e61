// SPDX-License-Identifier: Apache-2.0
/** What web pages tell of how they fare. */
package vn.nghe.service.events;
