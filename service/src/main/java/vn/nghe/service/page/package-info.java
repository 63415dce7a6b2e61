// SPDX-License-Identifier: Apache-2.0
/** The page that people use in a browser, as {@code webui} builds it. */
package vn.nghe.service.page;
