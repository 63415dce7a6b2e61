// SPDX-License-Identifier: Apache-2.0

/** Samples to Whisper's log-mel spectrogram, see {@link vn.nghe.features.LogMel}. */
package vn.nghe.features;
