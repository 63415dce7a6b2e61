// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.importing;

import java.util.LinkedHashMap;
import java.util.Map;
import vn.nghe.weights.checkpoint.CheckpointException;

/**
 * The sizes of a CTC head: Linear → GELU → LayerNorm → Linear, which PyTorch's {@code Sequential}
 * numbers 0 to 3.
 *
 * @param inner width of the hidden layer
 * @param classes CTC classes, blank included
 */
record HeadShape(int inner, int classes) {
  private static final int MOST = 1 << 20;

  /** Reads the sizes from the shapes of the tensors. */
  static HeadShape of(CheckpointPart head) {
    return new HeadShape(rows(head, "0.weight"), rows(head, "3.weight"));
  }

  private static int rows(CheckpointPart head, String name) {
    long[] shape = head.shape(name);
    if (shape.length != 2 || shape[0] < 1 || shape[0] > MOST) {
      throw new CheckpointException(
          head.file().file(), "tensor " + head.prefix() + name + " is not a matrix of a CTC head");
    }
    return (int) shape[0];
  }

  /** The shape of every tensor of the head, by its name without the prefix. */
  Map<String, long[]> tensors(int width) {
    Map<String, long[]> tensors = new LinkedHashMap<>();
    tensors.put("0.weight", new long[] {inner, width});
    tensors.put("0.bias", new long[] {inner});
    tensors.put("2.weight", new long[] {inner});
    tensors.put("2.bias", new long[] {inner});
    tensors.put("3.weight", new long[] {classes, inner});
    tensors.put("3.bias", new long[] {classes});
    return tensors;
  }
}
