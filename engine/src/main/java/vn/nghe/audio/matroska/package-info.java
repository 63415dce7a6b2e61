// SPDX-License-Identifier: Apache-2.0

/** The Matroska and WebM container (RFC 9559). */
package vn.nghe.audio.matroska;
