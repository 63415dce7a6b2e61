// SPDX-License-Identifier: Apache-2.0
package vn.nghe.model;

import java.util.Arrays;
import vn.nghe.kernel.Matrix;

/**
 * What a decoder keeps of one segment: the keys and values of its sound, and those of the tokens so
 * far, which form a tree. The hypotheses of a beam share the tokens that they have in common, so
 * nothing is copied when one splits in two, and the texts of an n-best list are computed in one
 * step, each common prefix once.
 */
public final class DecoderState {
  /** The parent of the first token. */
  public static final int NONE = -1;

  private final DecoderConfig config;
  private final int width;

  private int frames;
  private final float[][] sounds;

  private int capacity;
  private int used;
  private final float[][] tokenKeysValues;
  private int[] tokens = new int[0];
  private int[] parents = new int[0];
  private int[] positions = new int[0];

  /** For each token how many others follow it, and one more while the caller holds it. */
  private int[] references = new int[0];

  private int[] free = new int[0];
  private int freeCount;

  private int[] pending = new int[0];
  private int pendingCount;

  private int rows;
  private int rowCapacity;
  private int[][] ancestors = new int[0][];
  private int[][] allFrames = new int[0][];
  private float[] hidden = new float[0];
  private float[] normed = new float[0];
  private float[] projected = new float[0];
  private float[] attended = new float[0];
  private float[] inner = new float[0];

  DecoderState(DecoderConfig config, int width) {
    this.config = config;
    this.width = width;
    this.sounds = new float[config.layers()][0];
    this.tokenKeysValues = new float[config.layers()][0];
  }

  /** Forgets everything. */
  void begin(int frames) {
    this.frames = frames;
    for (int i = 0; i < sounds.length; i++) {
      if (sounds[i].length < frames * 2 * width) {
        sounds[i] = new float[frames * 2 * width];
      }
    }
    used = 0;
    freeCount = 0;
    pendingCount = 0;
  }

  /** Frames of sound that the tokens attend to. */
  public int frames() {
    return frames;
  }

  /**
   * Adds a token, to be computed by the next {@link TextDecoder#advance}.
   *
   * @param parent the token before it, which may itself be waiting to be computed, or {@link #NONE}
   * @return its number, until {@link #release}
   * @throws IllegalArgumentException if there is no position after that of {@code parent}
   */
  public int add(int token, int parent) {
    int position = parent == NONE ? 0 : positions[parent] + 1;
    if (position >= config.positions()) {
      throw new IllegalArgumentException("the decoder has " + config.positions() + " positions");
    }
    int node = freeCount > 0 ? free[--freeCount] : used++;
    reserve(used);
    tokens[node] = token;
    parents[node] = parent;
    positions[node] = position;
    references[node] = 1;
    if (parent != NONE) {
      references[parent]++;
    }
    if (pendingCount == pending.length) {
      pending = Arrays.copyOf(pending, Math.max(16, 2 * pendingCount));
    }
    pending[pendingCount++] = node;
    return node;
  }

  /** The caller holds a token once more. */
  public void hold(int node) {
    references[node]++;
  }

  /**
   * The caller no longer holds a token. Its place is used again once no token that is held follows
   * it.
   */
  public void release(int node) {
    int released = node;
    while (released != NONE && --references[released] == 0) {
      free[freeCount++] = released;
      released = parents[released];
    }
  }

  /** The number of tokens up to this one, itself included. */
  public int length(int node) {
    return positions[node] + 1;
  }

  private void reserve(int count) {
    if (count <= capacity) {
      return;
    }
    capacity = Math.max(64, 2 * count);
    tokens = Arrays.copyOf(tokens, capacity);
    parents = Arrays.copyOf(parents, capacity);
    positions = Arrays.copyOf(positions, capacity);
    references = Arrays.copyOf(references, capacity);
    free = Arrays.copyOf(free, capacity);
    for (int i = 0; i < tokenKeysValues.length; i++) {
      tokenKeysValues[i] =
          Arrays.copyOf(tokenKeysValues[i], Math.multiplyExact(capacity, 2 * width));
    }
  }

  /** Makes room for the pending tokens. */
  void prepare() {
    rows = pendingCount;
    if (rows > rowCapacity) {
      rowCapacity = rows;
      hidden = new float[rows * width];
      normed = new float[rows * width];
      projected = new float[rows * 3 * width];
      attended = new float[rows * width];
      inner = new float[rows * config.inner()];
    }
    int[] every = new int[frames];
    Arrays.setAll(every, frame -> frame);
    allFrames = new int[rows][];
    Arrays.fill(allFrames, every);
    ancestors = new int[rows][];
    for (int row = 0; row < rows; row++) {
      int node = pending[row];
      int[] path = new int[length(node)];
      for (int i = path.length - 1; i >= 0; i--, node = parents[node]) {
        path[i] = node;
      }
      ancestors[row] = path;
    }
  }

  /** Keeps the keys and values of the pending tokens, the columns behind their queries. */
  void keep(int layer) {
    for (int row = 0; row < rows; row++) {
      System.arraycopy(
          projected,
          row * 3 * width + width,
          tokenKeysValues[layer],
          pending[row] * 2 * width,
          2 * width);
    }
  }

  /** The pending tokens are computed. */
  void advanced() {
    pendingCount = 0;
  }

  int pendingToken(int row) {
    return tokens[pending[row]];
  }

  int pendingPosition(int row) {
    return positions[pending[row]];
  }

  /** [frames, 2 width]: keys and values of the sound in a layer. */
  Matrix sound(int layer) {
    return Matrix.of(sounds[layer], frames, 2 * width);
  }

  /** [tokens, 2 width]: keys and values of all tokens in a layer. */
  Matrix tokens(int layer) {
    return Matrix.of(tokenKeysValues[layer], used, 2 * width);
  }

  /** For each pending token the tokens up to it, itself included. */
  int[][] ancestors() {
    return ancestors;
  }

  /** For each pending token all frames. */
  int[][] allFrames() {
    return allFrames;
  }

  /** [pending tokens, width]: the residual stream. */
  Matrix hidden() {
    return Matrix.of(hidden, rows, width);
  }

  /** [pending tokens, width]: the residual stream after a layer norm. */
  Matrix normed() {
    return Matrix.of(normed, rows, width);
  }

  /** [pending tokens, 3 width]: queries, keys and values. */
  Matrix projected() {
    return Matrix.of(projected, rows, 3 * width);
  }

  /** [pending tokens, width]: what attention gathers. */
  Matrix attended() {
    return Matrix.of(attended, rows, width);
  }

  /** [pending tokens, inner]: inside the feed-forward block. */
  Matrix inner() {
    return Matrix.of(inner, rows, config.inner());
  }
}
