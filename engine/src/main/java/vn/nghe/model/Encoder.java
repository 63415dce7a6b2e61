// SPDX-License-Identifier: Apache-2.0
package vn.nghe.model;

import java.util.List;
import java.util.stream.IntStream;
import vn.nghe.kernel.LayerNorm;
import vn.nghe.kernel.Linear;
import vn.nghe.kernel.Matrix;
import vn.nghe.kernel.Workers;

/** Whisper's encoder: two convolutions, positions, transformer layers, a last layer norm. */
final class Encoder {
  private static final String PREFIX = "model.encoder.";

  /**
   * Both convolutions look at a frame and its two neighbours; the second takes every other frame.
   */
  private static final int TAPS = 3;

  private final Linear conv1;
  private final Linear conv2;
  private final float[] positions;
  private final List<EncoderLayer> layers;
  private final LayerNorm lastNorm;

  Encoder(Weights weights, ModelConfig config) {
    int width = config.width();
    conv1 = weights.convolution(PREFIX + "conv1", config.melBands(), width, TAPS);
    conv2 = weights.convolution(PREFIX + "conv2", width, width, TAPS);
    positions = weights.matrix(PREFIX + "embed_positions.weight", config.mostFrames(), width);
    layers =
        IntStream.range(0, config.layers())
            .mapToObj(i -> new EncoderLayer(weights, PREFIX + "layers." + i, config))
            .toList();
    lastNorm = weights.layerNorm(PREFIX + "layer_norm", width);
  }

  /** From {@link Activations#features} to {@link Activations#normed}. */
  void forward(Workers workers, Activations a, TensorListener tensors) {
    conv1.applyGelu(workers, a.featureWindows(), a.convolved());
    tensors.completed("conv1", a.convolved());
    conv2.applyGelu(workers, a.convolvedWindows(), a.hidden());
    tensors.completed("conv2", a.hidden());
    addPositions(a.hidden());
    for (int i = 0; i < layers.size(); i++) {
      layers.get(i).forward(workers, a);
      tensors.completed("layer." + i, a.hidden());
    }
    lastNorm.apply(workers, a.hidden(), a.normed());
    tensors.completed("encoder", a.normed());
  }

  private void addPositions(Matrix hidden) {
    int count = hidden.rows() * hidden.columns();
    for (int i = 0; i < count; i++) {
      hidden.data()[hidden.offset() + i] += positions[i];
    }
  }
}
