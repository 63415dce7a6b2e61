// SPDX-License-Identifier: Apache-2.0
/** The OpenAPI document, and a page to try it on. */
package vn.nghe.service.contract;
