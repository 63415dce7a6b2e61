// SPDX-License-Identifier: Apache-2.0

/** AAC as digital broadcasting sends it (LATM in LOAS, ISO/IEC 14496-3, 1.7). */
package vn.nghe.audio.latm;
