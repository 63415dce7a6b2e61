// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.inspect;

import java.util.regex.Pattern;
import vn.nghe.features.Frames;
import vn.nghe.model.ModelConfig;

/** The parts of a model for which size and arithmetic are listed. */
public enum ModelPart {
  CONVOLUTIONS("convolutions", "model\\.encoder\\.conv[12]\\..+"),
  POSITIONS("positions", "model\\.encoder\\.embed_positions\\..+"),
  ATTENTION("attention", "model\\.encoder\\.layers\\.\\d+\\.self_attn\\..+"),
  FEED_FORWARD("feed-forward", "model\\.encoder\\.layers\\.\\d+\\.fc[12]\\..+"),
  HEAD_HIDDEN("head, hidden layer", "ctc_head\\.0\\..+"),
  HEAD_CLASSES("head, classes", "ctc_head\\.3\\..+"),
  DECODER_TOKENS("decoder, tokens", "model\\.decoder\\.embed_(?:tokens|positions)\\..+"),
  DECODER_ATTENTION(
      "decoder, attention", "model\\.decoder\\.layers\\.\\d+\\.(?:self|encoder)_attn\\..+"),
  DECODER_FEED_FORWARD("decoder, feed-forward", "model\\.decoder\\.layers\\.\\d+\\.fc[12]\\..+"),
  LAYER_NORMS("layer norms", "model\\.(?:encoder|decoder)\\..*layer_norm\\..+|ctc_head\\.2\\..+"),
  OTHER("not used by the engine", ".*");

  /** Frames of the encoder per second, 20 ms each. */
  private static final int FRAMES_PER_SECOND = Frames.PER_SECOND;

  /** The kernel size of both convolutions. */
  private static final int TAPS = 3;

  private final String description;
  private final Pattern names;

  ModelPart(String description, String names) {
    this.description = description;
    this.names = Pattern.compile(names);
  }

  /** A description for people. */
  public String description() {
    return description;
  }

  /** The part of a tensor, by its name. */
  static ModelPart of(String tensor) {
    for (ModelPart part : values()) {
      if (part.names.matcher(tensor).matches()) {
        return part;
      }
    }
    throw new AssertionError("OTHER matches every name");
  }

  /**
   * Multiply-adds in the matrix products of this part, for a second of audio. Softmax, layer norms,
   * GELU and the mel spectrum are not counted.
   *
   * @param seconds length of the recording, appended silence included; every frame attends to all
   *     others, so the cost per second grows with it
   */
  long multiplyAdds(ModelConfig config, double seconds) {
    long width = config.width();
    double perFrame =
        switch (this) {
          // The first convolution works at twice the frame rate.
          case CONVOLUTIONS -> TAPS * (2.0 * config.melBands() * width + width * width);
          // Four projections; then queries by keys and weights by values over all frames.
          case ATTENTION ->
              config.layers() * (4.0 * width * width + 2 * width * seconds * FRAMES_PER_SECOND);
          case FEED_FORWARD -> config.layers() * 2.0 * width * config.inner();
          case HEAD_HIDDEN ->
              config.ctc().map(head -> (double) width * head.headWidth()).orElse(0.0);
          case HEAD_CLASSES ->
              config.ctc().map(head -> (double) head.headWidth() * head.classes()).orElse(0.0);
          // The work of a decoder depends on its tokens, and little on the length of the sound.
          case DECODER_TOKENS, DECODER_ATTENTION, DECODER_FEED_FORWARD -> 0;
          case POSITIONS, LAYER_NORMS, OTHER -> 0;
        };
    return Math.round(perFrame * FRAMES_PER_SECOND);
  }
}
