// SPDX-License-Identifier: Apache-2.0
package vn.nghe.decode;

import java.util.Arrays;

/**
 * The prefixes that one frame leads to, in parallel arrays: those that were there, and those that
 * are a unit longer. Written over frame by frame.
 */
final class Candidates {
  private static final int FIRST_CAPACITY = 512;

  /** The prefix in the tree, {@link PrefixTree#NONE} if it is not there yet. */
  int[] node = new int[FIRST_CAPACITY];

  /** The prefix without its last unit and that unit; used where {@link #node} says NONE. */
  int[] parent = new int[FIRST_CAPACITY];

  int[] unit = new int[FIRST_CAPACITY];

  /** The logarithm of all alignments that end in the blank, and of all that do not. */
  double[] blank = new double[FIRST_CAPACITY];

  double[] nonBlank = new double[FIRST_CAPACITY];

  /** What is known of the text. */
  private int[] lexicon = new int[FIRST_CAPACITY];

  private int[] hotWord = new int[FIRST_CAPACITY];
  private long[] context = new long[FIRST_CAPACITY];
  double[] score = new double[FIRST_CAPACITY];

  /** Where a node of the tree is among the candidates, or -1. */
  private int[] slots = new int[0];

  private int count;

  int count() {
    return count;
  }

  /** Starts a frame over a tree whose nodes have numbers below {@code nodes}. */
  void clear(int nodes) {
    if (slots.length < nodes) {
      slots = new int[nodes];
      Arrays.fill(slots, -1);
    } else {
      for (int i = 0; i < count; i++) {
        if (node[i] != PrefixTree.NONE) {
          slots[node[i]] = -1;
        }
      }
    }
    count = 0;
  }

  /** The place of a prefix of the tree, made if it is new among the candidates. */
  int slot(int held, double textScore) {
    int slot = slots[held];
    if (slot < 0) {
      slot = next(textScore);
      node[slot] = held;
      slots[held] = slot;
    }
    return slot;
  }

  /** The place of a prefix that is not in the tree. */
  int newSlot(int parentNode, int lastUnit, TextState state) {
    int slot = next(state.score);
    node[slot] = PrefixTree.NONE;
    parent[slot] = parentNode;
    unit[slot] = lastUnit;
    lexicon[slot] = state.lexicon;
    hotWord[slot] = state.hotWord;
    context[slot] = state.context;
    return slot;
  }

  /** The text of a place that {@link #newSlot} gave. */
  void read(int slot, TextState state) {
    state.lexicon = lexicon[slot];
    state.hotWord = hotWord[slot];
    state.context = context[slot];
    state.score = score[slot];
  }

  private int next(double textScore) {
    if (count == node.length) {
      grow();
    }
    blank[count] = LogMath.ZERO;
    nonBlank[count] = LogMath.ZERO;
    score[count] = textScore;
    return count++;
  }

  private void grow() {
    int capacity = 2 * node.length;
    node = Arrays.copyOf(node, capacity);
    parent = Arrays.copyOf(parent, capacity);
    unit = Arrays.copyOf(unit, capacity);
    blank = Arrays.copyOf(blank, capacity);
    nonBlank = Arrays.copyOf(nonBlank, capacity);
    lexicon = Arrays.copyOf(lexicon, capacity);
    hotWord = Arrays.copyOf(hotWord, capacity);
    context = Arrays.copyOf(context, capacity);
    score = Arrays.copyOf(score, capacity);
  }
}
