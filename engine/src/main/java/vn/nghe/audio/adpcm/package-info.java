// SPDX-License-Identifier: Apache-2.0

/** ADPCM of Microsoft and of the Interactive Multimedia Association, 4 bits a sample. */
package vn.nghe.audio.adpcm;
