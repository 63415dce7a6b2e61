// SPDX-License-Identifier: Apache-2.0

/**
 * Uncompressed sound: how samples are written, sinks that take them block by block, and the
 * mix-down to one channel at 16 kHz.
 */
package vn.nghe.audio.pcm;
