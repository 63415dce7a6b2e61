// SPDX-License-Identifier: Apache-2.0

/** Opus (RFC 6716 and 7845), whatever its container. */
package vn.nghe.audio.opus;
