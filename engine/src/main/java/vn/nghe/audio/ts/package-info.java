// SPDX-License-Identifier: Apache-2.0

/**
 * The MPEG transport stream (ISO/IEC 13818-1), as broadcasts, cameras and HTTP streaming have it.
 */
package vn.nghe.audio.ts;
