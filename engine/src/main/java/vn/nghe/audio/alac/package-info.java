// SPDX-License-Identifier: Apache-2.0

/** Apple Lossless (ALAC), as Apple's reference decoder of 2011 defines it. */
package vn.nghe.audio.alac;
