// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.checkpoint;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import vn.nghe.model.TensorType;
import vn.nghe.weights.pickle.Pickled;
import vn.nghe.weights.pickle.Pickled.Global;
import vn.nghe.weights.pickle.Pickled.Instance;
import vn.nghe.weights.pickle.Pickled.Items;
import vn.nghe.weights.pickle.Pickled.Persistent;
import vn.nghe.weights.pickle.Pickled.Text;
import vn.nghe.weights.pickle.Pickled.Whole;
import vn.nghe.weights.tensors.TensorSource;

/**
 * A tensor as {@code torch.save} describes it in its pickle: a call of a function of {@code
 * torch._utils} with the storage and the view of it. Nothing about it has been compared with the
 * storage itself.
 *
 * @param type how values are stored
 * @param storageType how the storage counts its size, which differs for newer types
 * @param key what the storage is called in the archive
 * @param storageSize size of the storage, in values of its type
 * @param offset where the view begins, in values
 * @param shape its dimensions, outermost first
 * @param strides values from one index to the next of each dimension
 */
record TorchTensor(
    TensorType type,
    TensorType storageType,
    String key,
    long storageSize,
    long offset,
    List<Long> shape,
    List<Long> strides) {
  /** A parameter around a subclass around a tensor; nothing wraps deeper. */
  private static final int DEEPEST = 4;

  /**
   * Limit to the values of a view that repeats some, which a few bytes could blow up to any size:
   * twice the largest tensor of Whisper large, 51,866 units of 1,280 values.
   */
  private static final long MOST_REPEATED = 1L << 27;

  /** As PyTorch has it. */
  private static final int MOST_DIMENSIONS = 64;

  TorchTensor {
    shape = List.copyOf(shape);
    strides = List.copyOf(strides);
  }

  /** A description that is none; the message says why. */
  static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;

    Unreadable(String message) {
      super(message);
    }
  }

  /** Whether a value is described as a tensor, readable or not. */
  static boolean isTensor(Pickled value) {
    return value instanceof Instance instance && instance.described().contains("._rebuild_");
  }

  static TorchTensor read(Pickled value) throws Unreadable {
    if (!(value instanceof Instance instance)) {
      throw new Unreadable("is no tensor");
    }
    String function = instance.described();
    List<Pickled> arguments = instance.arguments();
    for (int depth = 0; depth < DEEPEST; depth++) {
      switch (function) {
        case "torch._utils._rebuild_tensor", "torch._utils._rebuild_tensor_v2" -> {
          return view(arguments, Optional.empty());
        }
        case "torch._utils._rebuild_tensor_v3" -> {
          return view(arguments, Optional.of(argument(arguments, 6, Global.class).name()));
        }
        case "torch._utils._rebuild_parameter", "torch._utils._rebuild_parameter_with_state" -> {
          Instance wrapped = argument(arguments, 0, Instance.class);
          function = wrapped.described();
          arguments = wrapped.arguments();
        }
        case "torch._tensor._rebuild_from_type_v2" -> {
          function = argument(arguments, 0, Global.class).qualifiedName();
          arguments = argument(arguments, 2, Items.class).values();
        }
        default ->
            throw new Unreadable(
                "is made by "
                    + function
                    + ", which is not supported; save it as an ordinary dense tensor");
      }
    }
    throw new Unreadable("is wrapped too deep");
  }

  /**
   * Refuses a storage of another size than described.
   *
   * @param bytes its size in the archive
   */
  void requireStorage(long bytes) throws Unreadable {
    if (storageSize < 0 || storageSize > bytes || storageSize * storageType.bytes() != bytes) {
      throw new Unreadable(
          "lies in storage "
              + key
              + ", which is said to hold "
              + storageSize
              + " values and takes "
              + bytes
              + " bytes");
    }
  }

  /**
   * Refuses a view that leaves its storage, and one that repeats its values too often.
   *
   * @param bytes size of the storage
   */
  void requireInside(long bytes) throws Unreadable {
    long values = bytes / type.bytes();
    try {
      long size = 1;
      long distinct = 1;
      long last = offset;
      for (int i = 0; i < shape.size(); i++) {
        size = Math.multiplyExact(size, shape.get(i));
        distinct = strides.get(i) == 0 ? distinct : Math.multiplyExact(distinct, shape.get(i));
        last =
            Math.addExact(last, Math.multiplyExact(Math.max(0, shape.get(i) - 1), strides.get(i)));
      }
      if (offset < 0 || offset > values || (size > 0 && last >= values)) {
        throw new Unreadable("reaches out of storage " + key + " of " + values + " values");
      }
      if (size > 0 && (distinct > values || size > Math.max(values, MOST_REPEATED))) {
        throw new Unreadable(
            "is a repeated view, larger than storage " + key + "; save it with .contiguous()");
      }
    } catch (ArithmeticException _) {
      throw new Unreadable("has a shape beyond all bounds");
    }
  }

  /**
   * The tensor over its storage.
   *
   * @param storage all of it; its size has been compared
   * @param order of the bytes of a value
   */
  TensorSource over(MemorySegment storage, ByteOrder order, String as) throws Unreadable {
    requireInside(storage.byteSize());
    return new StridedTensor(
        as,
        type,
        shape.stream().mapToLong(Long::longValue).toArray(),
        strides.stream().mapToLong(Long::longValue).toArray(),
        new Storage(storage, order),
        offset);
  }

  /** The storage of a tensor as PyTorch writes it down. */
  record StorageId(String type, String key, long size, long viewOffset) {
    /**
     * Reads what a pickle leaves to its surroundings. Before PyTorch 1.6, a sixth field says where
     * a storage lies within another one, whose key and size the others are.
     */
    static StorageId of(Persistent left) throws Unreadable {
      if (left.id() instanceof Items tuple
          && (tuple.values().size() == 5 || tuple.values().size() == 6)
          && tuple.values().get(0) instanceof Text kind
          && kind.value().equals("storage")
          && tuple.values().get(1) instanceof Global storage
          && tuple.values().get(2) instanceof Text key
          && tuple.values().get(4) instanceof Whole size) {
        long offset = tuple.values().size() == 6 ? viewOffset(tuple.values().get(5)) : 0;
        return new StorageId(storage.name(), key.value(), size.value(), offset);
      }
      throw new Unreadable("has a storage that is not described as PyTorch does");
    }

    private static long viewOffset(Pickled view) throws Unreadable {
      if (view == Pickled.Constant.NONE) {
        return 0;
      }
      if (view instanceof Items tuple
          && tuple.values().size() == 3
          && tuple.values().get(1) instanceof Whole offset
          && offset.value() >= 0) {
        return offset.value();
      }
      throw new Unreadable("has a storage whose place in another one is not described");
    }
  }

  private static TorchTensor view(List<Pickled> arguments, Optional<String> valueType)
      throws Unreadable {
    StorageId storage = StorageId.of(argument(arguments, 0, Persistent.class));
    TensorType storageType =
        StorageType.ofStorage(storage.type())
            .orElseThrow(() -> new Unreadable("holds values of " + storage.type() + unsupported()));
    TensorType type = storageType;
    if (valueType.isPresent()) {
      String name = valueType.get();
      type =
          StorageType.ofValues(name)
              .orElseThrow(() -> new Unreadable("holds values of " + name + unsupported()));
    }
    List<Long> shape = naturals(argument(arguments, 2, Items.class));
    List<Long> strides = naturals(argument(arguments, 3, Items.class));
    if (shape.size() != strides.size() || shape.size() > MOST_DIMENSIONS) {
      throw new Unreadable(
          "has " + shape.size() + " dimensions and " + strides.size() + " strides");
    }
    long offset = argument(arguments, 1, Whole.class).value();
    if (offset >= 0) {
      offset += storage.viewOffset(); // Beyond all numbers it is negative, and refused as such.
    }
    return new TorchTensor(
        type, storageType, storage.key(), storage.size(), offset, shape, strides);
  }

  private static String unsupported() {
    return ", which are not supported; save it as float32";
  }

  private static List<Long> naturals(Items items) throws Unreadable {
    if (items.values().size() > MOST_DIMENSIONS) {
      throw new Unreadable("has more than " + MOST_DIMENSIONS + " dimensions");
    }
    long[] numbers = new long[items.values().size()];
    for (int i = 0; i < numbers.length; i++) {
      if (!(items.values().get(i) instanceof Whole number) || number.value() < 0) {
        throw new Unreadable("has a dimension or stride that is no whole number from 0 on");
      }
      numbers[i] = number.value();
    }
    return Arrays.stream(numbers).boxed().toList();
  }

  private static <T extends Pickled> T argument(List<Pickled> arguments, int index, Class<T> type)
      throws Unreadable {
    if (index >= arguments.size() || !type.isInstance(arguments.get(index))) {
      throw new Unreadable("is not described as PyTorch does: argument " + index + " is wrong");
    }
    return type.cast(arguments.get(index));
  }
}
