// SPDX-License-Identifier: Apache-2.0
package vn.nghe.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import vn.nghe.TestFiles;
import vn.nghe.kernel.Matrix;
import vn.nghe.kernel.Workers;

/** The decoder by itself, against transformers; {@code reference/make_random_whisper.py}. */
class TextDecoderTest {
  private static final Workers WORKERS = new Workers(2);
  private static final TextDecoder DECODER =
      Whisper.load(TestFiles.resource("models/random-whisper"), WORKERS).decoder().orElseThrow();
  private static final int WIDTH = 64;

  @AfterAll
  static void close() {
    WORKERS.close();
  }

  @Test
  void agreesWithTransformers() {
    try (Reference reference = Reference.open("random-whisper")) {
      DecoderState state = begin(reference);
      int[] tokens = reference.ints("tokens");
      addAll(state, tokens, DecoderState.NONE);
      float[] attention = new float[tokens.length * state.frames()];
      int[][] heads =
          DECODER.config().alignmentHeads().stream()
              .map(pair -> pair.stream().mapToInt(Integer::intValue).toArray())
              .toArray(int[][]::new);
      Matrix states =
          DECODER.advance(
              WORKERS,
              state,
              (layer, head, token, weights, frames, total) -> {
                if (Arrays.stream(heads).anyMatch(h -> h[0] == layer && h[1] == head)) {
                  synchronized (attention) {
                    for (int frame = 0; frame < frames; frame++) {
                      attention[token * frames + frame] += weights[frame] / total / heads.length;
                    }
                  }
                }
              });
      reference.assertClose("states", copy(states));
      reference.assertClose("logits", logits(states));
      reference.assertClose("attention", attention);
    }
  }

  @Test
  void tokensOneByOneHaveTheBitsOfAllAtOnce() {
    try (Reference reference = Reference.open("random-whisper")) {
      int[] tokens = reference.ints("tokens");
      DecoderState whole = begin(reference);
      addAll(whole, tokens, DecoderState.NONE);
      float[] expected = copy(DECODER.advance(WORKERS, whole));
      DecoderState state = begin(reference);
      int last = DecoderState.NONE;
      for (int i = 0; i < tokens.length; i++) {
        last = state.add(tokens[i], last);
        float[] one = copy(DECODER.advance(WORKERS, state));
        assertArrayEquals(Arrays.copyOfRange(expected, i * WIDTH, (i + 1) * WIDTH), one);
        assertEquals(i + 1, state.length(last));
      }
    }
  }

  @Test
  void textsWithACommonBeginningShareItAndDoNotSeeEachOther() {
    try (Reference reference = Reference.open("random-whisper")) {
      int[] tokens = reference.ints("tokens");
      DecoderState alone = begin(reference);
      addAll(alone, tokens, DecoderState.NONE);
      float[] expected = copy(DECODER.advance(WORKERS, alone));

      DecoderState state = begin(reference);
      int fork = addAll(state, Arrays.copyOf(tokens, 6), DecoderState.NONE);
      int other = addAll(state, new int[] {9, 10, 11, 12}, fork);
      float[] begun = copy(DECODER.advance(WORKERS, state));
      assertArrayEquals(
          Arrays.copyOf(expected, 6 * WIDTH), Arrays.copyOf(begun, 6 * WIDTH), "before the fork");
      state.release(other);
      // These take the places that are free again.
      addAll(state, Arrays.copyOfRange(tokens, 6, tokens.length), fork);
      float[] rest = copy(DECODER.advance(WORKERS, state));
      assertArrayEquals(
          Arrays.copyOfRange(expected, 6 * WIDTH, expected.length), rest, "after the fork");
    }
  }

  @Test
  void aTextThatIsTooLongIsRefused() {
    try (Reference reference = Reference.open("random-whisper")) {
      DecoderState state = begin(reference);
      int last = addAll(state, new int[DECODER.config().positions()], DecoderState.NONE);
      assertThrows(IllegalArgumentException.class, () -> state.add(1, last));
    }
  }

  private static DecoderState begin(Reference reference) {
    float[] encoded = reference.floats("encoder");
    DecoderState state = DECODER.newState();
    DECODER.begin(WORKERS, state, Matrix.of(encoded, encoded.length / WIDTH, WIDTH));
    return state;
  }

  /** Adds tokens one after the other; the caller holds the last alone. */
  private static int addAll(DecoderState state, int[] tokens, int parent) {
    int last = parent;
    for (int token : tokens) {
      int next = state.add(token, last);
      if (last != parent) {
        state.release(last);
      }
      last = next;
    }
    return last;
  }

  private static float[] logits(Matrix states) {
    int tokens = DECODER.config().tokens();
    float[] logits = new float[states.rows() * tokens];
    DECODER.logits(WORKERS, states, Matrix.of(logits, states.rows(), tokens));
    return logits;
  }

  private static float[] copy(Matrix matrix) {
    return Arrays.copyOfRange(
        matrix.data(), matrix.offset(), matrix.offset() + matrix.rows() * matrix.columns());
  }
}
