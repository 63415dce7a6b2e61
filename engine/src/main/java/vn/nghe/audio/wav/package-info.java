// SPDX-License-Identifier: Apache-2.0

/** WAV: RIFF, RF64 and BW64. */
package vn.nghe.audio.wav;
