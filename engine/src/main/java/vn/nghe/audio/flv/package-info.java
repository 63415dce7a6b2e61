// SPDX-License-Identifier: Apache-2.0

/** The Flash Video container. */
package vn.nghe.audio.flv;
