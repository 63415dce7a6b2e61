// SPDX-License-Identifier: Apache-2.0
package vn.nghe.recognise;

import java.nio.charset.StandardCharsets;
import java.util.zip.Deflater;
import vn.nghe.generate.Generation;

/**
 * Why a text of the decoder may be wrong, by Whisper's own rules and limits.
 *
 * @see <a href="https://github.com/openai/whisper/blob/v20250625/whisper/transcribe.py">
 *     transcribe.py</a>
 */
enum Doubt {
  /** The text can be taken. */
  NONE,
  /** The text says the same again and again. */
  REPEATS,
  /** The decoder itself holds the text for unlikely. */
  UNLIKELY,
  /** Nobody speaks. */
  NO_SPEECH;

  private static final double MOST_COMPRESSION = 2.4;
  private static final double LEAST_MEAN_LOG_PROBABILITY = -1;
  private static final double MOST_NO_SPEECH = 0.6;

  /**
   * Judges a text.
   *
   * @param noSpeech the probability that nobody speaks
   * @param text what the decoder says
   * @param written the same as text
   */
  static Doubt of(double noSpeech, Generation text, String written) {
    boolean unlikely = text.meanLogProbability() < LEAST_MEAN_LOG_PROBABILITY;
    if (noSpeech > MOST_NO_SPEECH && unlikely) {
      return NO_SPEECH;
    }
    if (compression(written) > MOST_COMPRESSION) {
      return REPEATS;
    }
    return unlikely ? UNLIKELY : NONE;
  }

  /** How many times longer a text is than its compressed form; 0 of an empty one. */
  private static double compression(String text) {
    byte[] bytes = text.strip().getBytes(StandardCharsets.UTF_8);
    if (bytes.length == 0) {
      return 0;
    }
    try (Deflater deflater = new Deflater()) {
      deflater.setInput(bytes);
      deflater.finish();
      // What zlib adds to bytes that it cannot compress is far less than this.
      byte[] compressed = new byte[bytes.length + 64];
      return (double) bytes.length / deflater.deflate(compressed);
    }
  }
}
