// SPDX-License-Identifier: Apache-2.0

/** The MP4 and QuickTime container (ISO/IEC 14496-12). */
package vn.nghe.audio.mp4;
