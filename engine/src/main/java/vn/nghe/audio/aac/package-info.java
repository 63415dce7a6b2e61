// SPDX-License-Identifier: Apache-2.0

/** AAC-LC (ISO/IEC 14496-3, subpart 4), whatever its container. */
package vn.nghe.audio.aac;
