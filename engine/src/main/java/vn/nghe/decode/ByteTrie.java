// SPDX-License-Identifier: Apache-2.0
package vn.nghe.decode;

import java.util.Arrays;

/**
 * Byte strings as a tree whose nodes are numbers, in the order in which they were added: a node's
 * number is greater than its parent's. Edges lie in one open-addressing table, so that a step costs
 * a probe and no object.
 */
final class ByteTrie {
  /** The node of the empty string. */
  static final int ROOT = 0;

  /** No such node. */
  static final int NONE = -1;

  private static final int FREE = -1;

  private static final int FIRST_CAPACITY = 64;

  /** Nodes are shifted past a byte in the table's keys. */
  private static final int MOST_NODES = 1 << 23;

  private int[] keys;
  private int[] children;

  /** By node: its parent and the byte that leads from there, as in the table's keys. */
  private int[] origins;

  private int nodes;

  ByteTrie() {
    keys = new int[FIRST_CAPACITY];
    children = new int[FIRST_CAPACITY];
    origins = new int[FIRST_CAPACITY];
    Arrays.fill(keys, FREE);
    nodes = 1;
  }

  /** An independent copy of {@code other}. */
  ByteTrie(ByteTrie other) {
    keys = other.keys.clone();
    children = other.children.clone();
    origins = other.origins.clone();
    nodes = other.nodes;
  }

  /** How many nodes there are, the root included. */
  int size() {
    return nodes;
  }

  /** The node that {@code value} leads to from {@code node}, or {@link #NONE}. */
  int child(int node, byte value) {
    int key = key(node, value);
    int at = slot(key);
    return keys[at] == FREE ? NONE : children[at];
  }

  /**
   * Adds a string.
   *
   * @return the node where it ends
   */
  int add(byte[] string) {
    int node = ROOT;
    for (byte value : string) {
      node = addChild(node, value);
    }
    return node;
  }

  /** The node that {@code value} leads to from {@code node}, made if it was not there. */
  int addChild(int node, byte value) {
    int key = key(node, value);
    int at = slot(key);
    if (keys[at] != FREE) {
      return children[at];
    }
    if (nodes == MOST_NODES) {
      throw new IllegalStateException("a tree of more than " + MOST_NODES + " nodes");
    }
    if (2 * nodes > keys.length) {
      grow();
      at = slot(key);
    }
    keys[at] = key;
    children[at] = nodes;
    origins[nodes] = key;
    return nodes++;
  }

  /** The node that leads to {@code node}, which is not the root. */
  int parent(int node) {
    return origins[node] >>> Byte.SIZE;
  }

  /** The last byte of the node's string. */
  byte value(int node) {
    return (byte) origins[node];
  }

  /** The length of the node's string. */
  int depth(int node) {
    int depth = 0;
    for (int n = node; n != ROOT; n = parent(n)) {
      depth++;
    }
    return depth;
  }

  private void grow() {
    origins = Arrays.copyOf(origins, 2 * origins.length);
    int[] oldKeys = keys;
    int[] oldChildren = children;
    keys = new int[2 * oldKeys.length];
    children = new int[keys.length];
    Arrays.fill(keys, FREE);
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldKeys[i] != FREE) {
        int at = slot(oldKeys[i]);
        keys[at] = oldKeys[i];
        children[at] = oldChildren[i];
      }
    }
  }

  private int slot(int key) {
    int mask = keys.length - 1;
    int at = Hash.of(key) & mask;
    while (keys[at] != FREE && keys[at] != key) {
      at = (at + 1) & mask;
    }
    return at;
  }

  private static int key(int node, byte value) {
    return (node << Byte.SIZE) | (value & 0xFF);
  }
}
