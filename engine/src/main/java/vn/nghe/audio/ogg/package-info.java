// SPDX-License-Identifier: Apache-2.0

/** The Ogg container (RFC 3533). */
package vn.nghe.audio.ogg;
