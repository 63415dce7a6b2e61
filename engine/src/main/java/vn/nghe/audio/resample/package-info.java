// SPDX-License-Identifier: Apache-2.0

/** Change of the sample rate of one channel. */
package vn.nghe.audio.resample;
