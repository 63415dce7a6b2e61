// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.checkpoint;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.nghe.weights.pickle.Pickled;
import vn.nghe.weights.pickle.Pickled.Dictionary;
import vn.nghe.weights.pickle.Pickled.Entry;
import vn.nghe.weights.pickle.Pickled.Instance;
import vn.nghe.weights.pickle.Pickled.Text;

/**
 * The tensors of a model among all that a checkpoint holds: PyTorch Lightning keeps them under
 * {@code state_dict}, beside the state of the optimiser, the epoch and objects of all kinds; a
 * published model holds nothing else.
 */
final class StateDictionary {
  /** Names under which a checkpoint keeps them; the first is Lightning's. */
  private static final List<String> PLACES = List.of("state_dict", "model_state_dict");

  private static final String ORDERED = "collections.OrderedDict";

  private StateDictionary() {}

  /**
   * Finds them.
   *
   * @param start byte of the file where the pickle begins
   * @throws CheckpointException if there are none, or two have one name
   */
  static Map<String, Pickled> tensors(Pickled content, Path file, long start) {
    Dictionary root =
        dictionary(content)
            .orElseThrow(
                () ->
                    new CheckpointException(
                        file,
                        "holds "
                            + described(content)
                            + " and no dictionary of tensors; save model.state_dict()"));
    Dictionary state =
        PLACES.stream()
            .flatMap(place -> root.value(place).flatMap(StateDictionary::dictionary).stream())
            .findFirst()
            .orElse(root);
    Map<String, Pickled> tensors = new LinkedHashMap<>();
    for (Entry entry : state.entries()) {
      if (entry.key() instanceof Text name
          && TorchTensor.isTensor(entry.value())
          && tensors.put(name.value(), entry.value()) != null) {
        throw CheckpointException.at(
            file,
            start + entry.position(),
            "two tensors are called " + name.value() + "; the file is damaged or forged");
      }
    }
    if (tensors.isEmpty()) {
      throw new CheckpointException(
          file, "holds no tensors by name; save model.state_dict() or Lightning's checkpoint");
    }
    return tensors;
  }

  private static Optional<Dictionary> dictionary(Pickled value) {
    return switch (value) {
      case Dictionary plain -> Optional.of(plain);
      case Instance instance when instance.calls(ORDERED) -> Optional.of(instance.items());
      default -> Optional.empty();
    };
  }

  private static String described(Pickled value) {
    return value instanceof Instance instance
        ? "an object of " + instance.described()
        : "something else";
  }
}
