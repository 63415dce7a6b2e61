// SPDX-License-Identifier: Apache-2.0

/** The AU format of Sun and NeXT. */
package vn.nghe.audio.au;
