// SPDX-License-Identifier: Apache-2.0

/** Apple's Core Audio Format. */
package vn.nghe.audio.caf;
