// SPDX-License-Identifier: Apache-2.0

/** FLAC (RFC 9639), as a file of its own or as packets of a container. */
package vn.nghe.audio.flac;
