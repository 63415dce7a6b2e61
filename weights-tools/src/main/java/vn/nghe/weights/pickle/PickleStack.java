// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.pickle;

import java.util.ArrayList;
import java.util.List;

/** The stack of the machine, in parts: a mark begins a new one, what consumes the mark ends it. */
final class PickleStack {
  private final PickleInput input;
  private final ArrayList<Pickled> values = new ArrayList<>();
  private final ArrayList<Integer> marks = new ArrayList<>();
  private int room;

  /**
   * @param input asked for the position in errors
   * @param room how many values may be pushed in all, marks included
   */
  PickleStack(PickleInput input, int room) {
    this.input = input;
    this.room = room;
  }

  void push(Pickled value) {
    takeRoom();
    values.add(value);
  }

  Pickled pop() {
    Pickled top = top();
    values.removeLast();
    return top;
  }

  /** Drops the top of the stack, be it a value or a mark. */
  void discard() {
    if (!marks.isEmpty() && values.size() == bottom()) {
      marks.removeLast();
    } else {
      pop();
    }
  }

  Pickled top() {
    if (values.size() == bottom()) {
      throw input.wrong("the stack is empty");
    }
    return values.getLast();
  }

  /** The last {@code count} values, in the order in which they were pushed. */
  List<Pickled> pop(int count) {
    if (values.size() - count < bottom()) {
      throw input.wrong("the stack is empty");
    }
    return cut(values.size() - count);
  }

  void mark() {
    takeRoom();
    marks.add(values.size());
  }

  /** Everything since the last mark, which goes too. */
  List<Pickled> popToMark() {
    if (marks.isEmpty()) {
      throw input.wrong("no mark on the stack");
    }
    return cut(marks.removeLast());
  }

  private List<Pickled> cut(int from) {
    List<Pickled> tail = values.subList(from, values.size());
    List<Pickled> cut = new ArrayList<>(tail);
    tail.clear();
    return cut;
  }

  private int bottom() {
    return marks.isEmpty() ? 0 : marks.getLast();
  }

  private void takeRoom() {
    if (room-- == 0) {
      throw input.wrong("more values than any checkpoint holds");
    }
  }
}
