// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.pcm;

/**
 * The logarithmic 8-bit samples of telephony (ITU-T G.711): a sign, three bits of exponent and four
 * of mantissa, expanded to the usual 16-bit scale.
 */
final class G711 {
  /** What µ-law adds before it takes the logarithm, at 16 bits. */
  private static final int MU_LAW_BIAS = 33 << 2;

  private G711() {}

  static float aLaw(byte code) {
    // Every other bit is sent inverted.
    int bits = code ^ 0x55;
    int exponent = (bits >> 4) & 7;
    int mantissa = ((bits & 15) << 4) | 8;
    int magnitude = exponent == 0 ? mantissa : (mantissa | 0x100) << (exponent - 1);
    return ((bits & 0x80) == 0 ? -magnitude : magnitude) / 0x1p15f;
  }

  static float muLaw(byte code) {
    // All bits are sent inverted.
    int bits = ~code;
    int exponent = (bits >> 4) & 7;
    int mantissa = (bits & 15) << 3;
    int magnitude = ((mantissa + MU_LAW_BIAS) << exponent) - MU_LAW_BIAS;
    return ((bits & 0x80) == 0 ? magnitude : -magnitude) / 0x1p15f;
  }
}
