// SPDX-License-Identifier: Apache-2.0

/** What codecs share whose packets lie in several containers. */
package vn.nghe.audio.packet;
