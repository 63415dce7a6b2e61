// SPDX-License-Identifier: Apache-2.0

/** ADPCM of telephony at 16 to 40 kbit/s (ITU-T G.726, which took in G.721 and G.723). */
package vn.nghe.audio.g726;
