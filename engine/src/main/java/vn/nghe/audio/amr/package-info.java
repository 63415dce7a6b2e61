// SPDX-License-Identifier: Apache-2.0

/**
 * The adaptive multi-rate speech codecs of mobile telephony: narrowband (AMR, 3GPP TS 26.090) and
 * wideband (AMR-WB, 3GPP TS 26.190).
 *
 * <p>Both are code-excited linear prediction: in every subframe past excitation, repeated at the
 * pitch, and a few pulses are added up and pass through the filter of the vocal tract. Computed in
 * floating point; in narrowband rounded where the reference code in fixed point rounds what feeds
 * back. Comfort noise is silence here: it is no speech.
 */
package vn.nghe.audio.amr;
