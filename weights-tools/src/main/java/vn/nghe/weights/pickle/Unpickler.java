// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.pickle;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vn.nghe.weights.pickle.Pickled.Constant;
import vn.nghe.weights.pickle.Pickled.Dictionary;
import vn.nghe.weights.pickle.Pickled.Entry;
import vn.nghe.weights.pickle.Pickled.Global;
import vn.nghe.weights.pickle.Pickled.Instance;
import vn.nghe.weights.pickle.Pickled.Items;
import vn.nghe.weights.pickle.Pickled.Opaque;
import vn.nghe.weights.pickle.Pickled.Persistent;
import vn.nghe.weights.pickle.Pickled.Real;
import vn.nghe.weights.pickle.Pickled.Text;
import vn.nghe.weights.pickle.Pickled.Whole;

/**
 * The machine that a pickle is a program for, protocols 0 to 5. It calls nothing, imports nothing
 * and takes time and memory in proportion to the pickle, which is limited.
 *
 * @see <a href="https://github.com/python/cpython/blob/main/Lib/pickletools.py">the opcodes</a>
 */
public final class Unpickler {
  /**
   * Limit to a pickle's length. That of a state dictionary takes some 100 bytes a tensor; the
   * largest thing met in training checkpoints, a tokeniser, some megabytes.
   */
  public static final long LONGEST = 64L << 20;

  /**
   * Limit to values on the stack: a tokeniser of 50,000 units in three tables takes 500,000. The
   * most wasteful pickle of so many takes some 300 MB.
   */
  private static final int MOST_VALUES = 2 << 20;

  private static final int NEWEST_PROTOCOL = 5;

  private final PickleInput input;
  private final PickleStack stack;
  private final Map<Long, Pickled> memo = new HashMap<>();
  private final List<Persistent> persistent = new ArrayList<>();

  private Unpickler(MemorySegment pickle) {
    this.input = new PickleInput(pickle);
    this.stack = new PickleStack(input, MOST_VALUES);
  }

  /**
   * A pickle among others.
   *
   * @param value what it holds
   * @param persistent all that it leaves to its surroundings, in the order of the pickle
   * @param length bytes that it takes
   */
  public record Part(Pickled value, List<Persistent> persistent, long length) {
    public Part {
      persistent = List.copyOf(persistent);
    }
  }

  /**
   * Reads the first of several pickles, or one that other data follows.
   *
   * @param bytes from its first byte on; as much as is there
   * @throws PickleException as {@link #read}
   */
  public static Part readFirst(MemorySegment bytes) {
    Unpickler unpickler = new Unpickler(bytes.asSlice(0, Math.min(bytes.byteSize(), LONGEST)));
    Pickled value = unpickler.run();
    return new Part(value, unpickler.persistent, unpickler.input.position());
  }

  /**
   * Reads the first value of a pickle.
   *
   * @throws PickleException if it breaks the format or the limits; no other exception is thrown
   */
  public static Pickled read(MemorySegment pickle) {
    if (pickle.byteSize() > LONGEST) {
      throw new PickleException(
          0, pickle.byteSize() + " bytes of pickle; at most " + LONGEST + " are read");
    }
    return new Unpickler(pickle).run();
  }

  private Pickled run() {
    while (true) {
      int opcode = input.unsignedByte();
      if (opcode == Opcode.STOP) {
        return stack.pop();
      }
      step(opcode);
    }
  }

  private void step(int opcode) {
    switch (opcode) {
      case Opcode.PROTO -> requireProtocol(input.unsignedByte());
      case Opcode.FRAME -> input.requireThere(input.number(8));
      case Opcode.MARK -> stack.mark();
      case Opcode.POP -> stack.discard();
      case Opcode.POP_MARK -> stack.popToMark();
      case Opcode.DUP -> stack.push(stack.top());

      case Opcode.NONE -> stack.push(Constant.NONE);
      case Opcode.NEWTRUE -> stack.push(Constant.TRUE);
      case Opcode.NEWFALSE -> stack.push(Constant.FALSE);
      case Opcode.BININT -> stack.push(new Whole((int) input.number(4)));
      case Opcode.BININT1 -> stack.push(new Whole(input.number(1)));
      case Opcode.BININT2 -> stack.push(new Whole(input.number(2)));
      case Opcode.LONG1 -> stack.push(whole(input.length(1)));
      case Opcode.LONG4 -> stack.push(whole(input.length(4)));
      case Opcode.INT, Opcode.LONG -> stack.push(Decimal.whole(input));
      case Opcode.FLOAT -> stack.push(Decimal.real(input));
      case Opcode.BINFLOAT -> stack.push(new Real(input.real()));

      case Opcode.UNICODE -> stack.push(new Text(input.line()));
      case Opcode.SHORT_BINUNICODE, Opcode.SHORT_BINSTRING -> stack.push(text(1));
      case Opcode.BINUNICODE, Opcode.BINSTRING -> stack.push(text(4));
      case Opcode.BINUNICODE8 -> stack.push(text(8));
      case Opcode.STRING -> stack.push(Decimal.quoted(input));
      case Opcode.SHORT_BINBYTES -> stack.push(bytes(1));
      case Opcode.BINBYTES -> stack.push(bytes(4));
      case Opcode.BINBYTES8, Opcode.BYTEARRAY8 -> stack.push(bytes(8));

      case Opcode.EMPTY_TUPLE -> stack.push(Items.tuple(new ArrayList<>(0)));
      case Opcode.TUPLE1 -> stack.push(Items.tuple(stack.pop(1)));
      case Opcode.TUPLE2 -> stack.push(Items.tuple(stack.pop(2)));
      case Opcode.TUPLE3 -> stack.push(Items.tuple(stack.pop(3)));
      case Opcode.TUPLE, Opcode.FROZENSET -> stack.push(Items.tuple(stack.popToMark()));
      case Opcode.EMPTY_LIST, Opcode.EMPTY_SET -> stack.push(Items.list(new ArrayList<>(0)));
      case Opcode.LIST -> stack.push(Items.list(stack.popToMark()));
      case Opcode.APPEND -> append(stack.pop(1));
      case Opcode.APPENDS, Opcode.ADDITEMS -> append(stack.popToMark());
      case Opcode.EMPTY_DICT -> stack.push(new Dictionary());
      case Opcode.DICT -> newDictionary(stack.popToMark());
      case Opcode.SETITEM -> put(stack.pop(2));
      case Opcode.SETITEMS -> put(stack.popToMark());

      case Opcode.GLOBAL -> stack.push(new Global(input.line(), input.line()));
      case Opcode.STACK_GLOBAL -> stack.push(global(stack.pop(2)));
      case Opcode.REDUCE, Opcode.NEWOBJ -> newInstance(stack.pop(2));
      case Opcode.NEWOBJ_EX -> newInstance(stack.pop(3));
      case Opcode.OBJ -> newInstanceOf(stack.popToMark());
      case Opcode.INST -> {
        Global type = new Global(input.line(), input.line());
        stack.push(new Instance(type, Items.tuple(stack.popToMark())));
      }
      case Opcode.BUILD -> build();
      case Opcode.PERSID -> leave(new Text(input.line()));
      case Opcode.BINPERSID -> leave(stack.pop());

      case Opcode.MEMOIZE -> memo.put((long) memo.size(), stack.top());
      case Opcode.BINPUT -> memo.put(input.number(1), stack.top());
      case Opcode.LONG_BINPUT -> memo.put(input.number(4), stack.top());
      case Opcode.PUT -> memo.put(Decimal.index(input), stack.top());
      case Opcode.BINGET -> recall(input.number(1));
      case Opcode.LONG_BINGET -> recall(input.number(4));
      case Opcode.GET -> recall(Decimal.index(input));
      default -> throw input.wrongBefore("opcode 0x%02x is not supported".formatted(opcode));
    }
  }

  private void requireProtocol(int protocol) {
    if (protocol > NEWEST_PROTOCOL) {
      throw input.wrongBefore("pickle protocol " + protocol + "; 0 to 5 are supported");
    }
  }

  /** A little-endian number in two's complement; none at all is 0. */
  private Pickled whole(long length) {
    if (length > Long.BYTES) {
      input.skip(length);
      return new Opaque("number");
    }
    int unused = Long.SIZE - 8 * (int) length;
    long value = input.number((int) length);
    return new Whole(length == 0 ? 0 : value << unused >> unused);
  }

  private Text text(int lengthBytes) {
    return new Text(input.text(input.length(lengthBytes)));
  }

  private Opaque bytes(int lengthBytes) {
    input.skip(input.length(lengthBytes));
    return new Opaque("bytes");
  }

  private void append(List<Pickled> values) {
    switch (stack.top()) {
      case Items items when items.isGrowing() -> items.add(values);
      // What a class derived from list holds is of no interest.
      case Instance _ -> {}
      default -> throw input.wrongBefore("values are added to what is no list");
    }
  }

  private void newDictionary(List<Pickled> keysAndValues) {
    stack.push(new Dictionary());
    put(keysAndValues);
  }

  private void put(List<Pickled> keysAndValues) {
    Dictionary dictionary =
        switch (stack.top()) {
          case Dictionary plain -> plain;
          case Instance instance -> instance.items();
          default -> throw input.wrongBefore("items are put into what is no dictionary");
        };
    if (keysAndValues.size() % 2 != 0) {
      throw input.wrongBefore("a key without a value");
    }
    for (int i = 0; i < keysAndValues.size(); i += 2) {
      dictionary.put(
          new Entry(keysAndValues.get(i), keysAndValues.get(i + 1), input.position() - 1));
    }
  }

  private Global global(List<Pickled> names) {
    if (names.get(0) instanceof Text module && names.get(1) instanceof Text name) {
      return new Global(module.value(), name.value());
    }
    throw input.wrongBefore("a class whose name is no text");
  }

  /** From what is called and its arguments in a tuple; those given by name are dropped. */
  private void newInstance(List<Pickled> parts) {
    stack.push(new Instance(parts.get(0), parts.get(1)));
  }

  /** From a class and its arguments one by one. */
  private void newInstanceOf(List<Pickled> parts) {
    if (parts.isEmpty()) {
      throw input.wrongBefore("an object without a class");
    }
    stack.push(new Instance(parts.getFirst(), Items.tuple(parts.subList(1, parts.size()))));
  }

  /** The state of an object is dropped: what is looked for here is in arguments and items. */
  private void build() {
    stack.pop();
    if (!(stack.top() instanceof Instance)) {
      throw input.wrongBefore("a state is given to what is no object");
    }
  }

  private void leave(Pickled id) {
    var left = new Persistent(id);
    persistent.add(left);
    stack.push(left);
  }

  private void recall(long index) {
    Pickled value = memo.get(index);
    if (value == null) {
      throw input.wrong("nothing was memorised as " + index);
    }
    stack.push(value);
  }
}
