// SPDX-License-Identifier: Apache-2.0

/** The AVI container. */
package vn.nghe.audio.avi;
