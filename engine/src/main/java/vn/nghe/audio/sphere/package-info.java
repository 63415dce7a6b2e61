// SPDX-License-Identifier: Apache-2.0

/** NIST SPHERE, in which corpora of speech are kept. */
package vn.nghe.audio.sphere;
