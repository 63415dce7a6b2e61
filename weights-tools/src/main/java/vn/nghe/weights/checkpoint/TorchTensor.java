// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.checkpoint;

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
   * Refuses a view that leaves its storage, or is larger: such as one row that is said to be many,
   * which a few bytes could blow up to any size.
   *
   * @param bytes size of the storage
   */
  void requireInside(long bytes) throws Unreadable {
    long values = bytes / type.bytes();
    try {
      long size = 1;
      long last = offset;
      for (int i = 0; i < shape.size(); i++) {
        size = Math.multiplyExact(size, shape.get(i));
        last =
            Math.addExact(last, Math.multiplyExact(Math.max(0, shape.get(i) - 1), strides.get(i)));
      }
      if (offset < 0 || offset > values || (size > 0 && last >= values)) {
        throw new Unreadable("reaches out of storage " + key + " of " + values + " values");
      }
      if (size > values) {
        throw new Unreadable(
            "is a repeated view, larger than storage " + key + "; save it with .contiguous()");
      }
    } catch (ArithmeticException _) {
      throw new Unreadable("has a shape beyond all bounds");
    }
  }

  private static TorchTensor view(List<Pickled> arguments, Optional<String> valueType)
      throws Unreadable {
    Pickled id = argument(arguments, 0, Persistent.class).id();
    if (!(id instanceof Items tuple)
        || tuple.values().size() != 5
        || !(tuple.values().get(0) instanceof Text kind && kind.value().equals("storage"))
        || !(tuple.values().get(1) instanceof Global storage)
        || !(tuple.values().get(2) instanceof Text key)
        || !(tuple.values().get(4) instanceof Whole size)) {
      throw new Unreadable("has a storage that is not described as PyTorch does");
    }
    TensorType storageType =
        StorageType.ofStorage(storage.name())
            .orElseThrow(() -> new Unreadable("holds values of " + storage.name() + unsupported()));
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
    return new TorchTensor(type, storageType, key.value(), size.value(), offset, shape, strides);
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
