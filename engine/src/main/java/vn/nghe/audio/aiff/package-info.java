// SPDX-License-Identifier: Apache-2.0

/** AIFF and AIFF-C. */
package vn.nghe.audio.aiff;
