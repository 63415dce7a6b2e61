// SPDX-License-Identifier: Apache-2.0

/** AAC as a bare stream of frames (ADTS, ISO/IEC 13818-7). */
package vn.nghe.audio.adts;
