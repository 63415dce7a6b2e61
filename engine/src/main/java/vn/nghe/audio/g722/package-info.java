// SPDX-License-Identifier: Apache-2.0

/** Wideband speech of telephony at 64 kbit/s (ITU-T G.722). */
package vn.nghe.audio.g722;
