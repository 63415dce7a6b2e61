// SPDX-License-Identifier: Apache-2.0
package vn.nghe.decode;

import java.util.Arrays;

/**
 * The prefixes that a search has kept, as a tree: a node is a prefix, its parent the same without
 * the last unit. Nodes are numbers into parallel arrays, greater than their parents'. What no
 * hypothesis descends from is thrown away whenever the arrays are full, so that a long recording
 * needs little more room than its text.
 */
final class PrefixTree {
  static final int ROOT = 0;
  static final int NONE = -1;

  private static final int FIRST_CAPACITY = 1024;

  private int[] parent = new int[FIRST_CAPACITY];
  private int[] unit = new int[FIRST_CAPACITY];
  private int[] frame = new int[FIRST_CAPACITY];
  private int[] lexicon = new int[FIRST_CAPACITY];
  private int[] hotWord = new int[FIRST_CAPACITY];
  private long[] context = new long[FIRST_CAPACITY];
  private double[] score = new double[FIRST_CAPACITY];
  private int size;

  /** Nodes by parent and unit; a table of twice the capacity or more. */
  private int[] table = new int[2 * FIRST_CAPACITY];

  /** A tree of the empty prefix. */
  PrefixTree(TextState start) {
    Arrays.fill(table, NONE);
    put(NONE, NONE, NONE, start);
  }

  int parent(int node) {
    return parent[node];
  }

  /** The last unit, or {@link #NONE} of the empty prefix. */
  int unit(int node) {
    return unit[node];
  }

  /** The frame in which the node was added. */
  int frame(int node) {
    return frame[node];
  }

  /** What the text of the prefix adds to its acoustic score. */
  double score(int node) {
    return score[node];
  }

  /** Puts what is known of the text of a prefix into {@code state}. */
  void read(int node, TextState state) {
    state.lexicon = lexicon[node];
    state.context = context[node];
    state.hotWord = hotWord[node];
    state.score = score[node];
  }

  /** The prefix and one more unit, or {@link #NONE} if it is not held. */
  int child(int node, int next) {
    return table[slot(node, next)];
  }

  /** One more than the greatest number that a node can have before the next {@link #reserve}. */
  int capacity() {
    return parent.length;
  }

  /**
   * Makes room for {@code more} nodes. Where there is too little, only {@code nodes} and what they
   * descend from are kept.
   *
   * @param nodes the hypotheses, renumbered in place
   */
  void reserve(int more, int[] nodes, int count) {
    if (more > parent.length - size) {
      compact(nodes, count);
      while (more > parent.length - size || 2 * size > parent.length) {
        grow();
      }
      index();
    }
  }

  /** Adds a prefix that is not held yet; room for it must have been reserved. */
  int add(int node, int next, int atFrame, TextState state) {
    table[slot(node, next)] = size;
    return put(node, next, atFrame, state);
  }

  private int put(int node, int next, int atFrame, TextState state) {
    parent[size] = node;
    unit[size] = next;
    frame[size] = atFrame;
    lexicon[size] = state.lexicon;
    context[size] = state.context;
    hotWord[size] = state.hotWord;
    score[size] = state.score;
    return size++;
  }

  private void compact(int[] nodes, int count) {
    int[] renumbered = new int[size];
    renumbered[ROOT] = 1;
    for (int i = 0; i < count; i++) {
      for (int n = nodes[i]; renumbered[n] == 0; n = parent[n]) {
        renumbered[n] = 1;
      }
    }
    int kept = 0;
    for (int n = 0; n < size; n++) {
      if (renumbered[n] != 0) {
        move(n, kept, renumbered);
        renumbered[n] = kept++;
      }
    }
    size = kept;
    for (int i = 0; i < count; i++) {
      nodes[i] = renumbered[nodes[i]];
    }
  }

  private void index() {
    Arrays.fill(table, NONE);
    for (int n = ROOT + 1; n < size; n++) {
      table[slot(parent[n], unit[n])] = n;
    }
  }

  private void move(int from, int to, int[] renumbered) {
    parent[to] = from == ROOT ? NONE : renumbered[parent[from]];
    unit[to] = unit[from];
    frame[to] = frame[from];
    lexicon[to] = lexicon[from];
    context[to] = context[from];
    hotWord[to] = hotWord[from];
    score[to] = score[from];
  }

  private void grow() {
    int capacity = 2 * parent.length;
    parent = Arrays.copyOf(parent, capacity);
    unit = Arrays.copyOf(unit, capacity);
    frame = Arrays.copyOf(frame, capacity);
    lexicon = Arrays.copyOf(lexicon, capacity);
    hotWord = Arrays.copyOf(hotWord, capacity);
    context = Arrays.copyOf(context, capacity);
    score = Arrays.copyOf(score, capacity);
    table = new int[2 * capacity];
  }

  private int slot(int node, int next) {
    int mask = table.length - 1;
    int at = Hash.of(((long) node << Integer.SIZE) | next) & mask;
    while (table[at] != NONE && (parent[table[at]] != node || unit[table[at]] != next)) {
      at = (at + 1) & mask;
    }
    return at;
  }
}
