// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.checkpoint;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import vn.nghe.weights.tensors.TensorSource;

/**
 * A model in several files of one folder, with an index in JSON that says which tensor is where:
 * {@code model.safetensors.index.json} or {@code pytorch_model.bin.index.json}.
 */
final class ShardedFile implements TensorFile {
  private static final String WEIGHT_MAP = "weight_map";

  private final Path index;

  /** Which file each tensor is in. */
  private final Map<String, TensorFile> places;

  private final Set<TensorFile> shards;

  private ShardedFile(Path index, Map<String, TensorFile> places, Set<TensorFile> shards) {
    this.index = index;
    this.places = places;
    this.shards = shards;
  }

  @SuppressWarnings("MustBeClosedChecker") // The result owns the shards and closes them.
  static ShardedFile open(Path index) {
    if (!(JsonFile.object(index).get(WEIGHT_MAP) instanceof Map<?, ?> map)) {
      throw new CheckpointException(
          index, "JSON without " + WEIGHT_MAP + ", so not the index of a model in shards");
    }
    Map<String, TensorFile> files = new TreeMap<>();
    Map<String, TensorFile> places = new LinkedHashMap<>();
    try {
      map.forEach(
          (tensor, shard) -> {
            TensorFile file =
                files.computeIfAbsent(shardName(index, shard), name -> shard(index, name));
            if (!file.names().contains(tensor)) {
              throw new CheckpointException(
                  index, "tensor " + tensor + " is not in " + shard + ", where it should be");
            }
            places.put((String) tensor, file);
          });
    } catch (RuntimeException e) {
      files.values().forEach(TensorFile::close);
      throw e;
    }
    return new ShardedFile(index, places, Set.copyOf(files.values()));
  }

  private static String shardName(Path index, Object shard) {
    if (shard instanceof String name
        && !name.isEmpty()
        && !name.startsWith(".")
        && name.chars().noneMatch(c -> c == '/' || c == '\\' || c == ':' || c < ' ')) {
      return name;
    }
    throw new CheckpointException(
        index, WEIGHT_MAP + ": " + shard + " is not the name of a file beside the index");
  }

  private static TensorFile shard(Path index, String name) {
    Path file = index.resolveSibling(name);
    return switch (FileKind.of(file)) {
      case ZIP -> TorchFile.open(file);
      case LEGACY -> LegacyTorchFile.open(file);
      case SAFETENSORS -> SafetensorsFile.open(file);
      case SHARD_INDEX -> throw new CheckpointException(file, "an index and not a shard");
    };
  }

  @Override
  public Path file() {
    return index;
  }

  @Override
  public Set<String> names() {
    return Collections.unmodifiableSet(places.keySet());
  }

  @Override
  public TensorSource tensor(String name, String as) {
    return places.get(name).tensor(name, as);
  }

  @Override
  public void close() {
    shards.forEach(TensorFile::close);
  }
}
