// SPDX-License-Identifier: Apache-2.0

/** Vorbis I, whatever its container. */
package vn.nghe.audio.vorbis;
