// SPDX-License-Identifier: Apache-2.0

/** Reading of bytes and bits, from memory or a file, for all formats. */
package vn.nghe.audio.io;
