// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.importing;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What to import and what cannot be read from the files themselves.
 *
 * @param encoder a folder as Hugging Face publishes it, or a file with tensors
 * @param head a file or folder with the CTC head; absent if it lies with the encoder
 * @param config Whisper's {@code config.json}; absent if it lies beside the encoder
 * @param vocabulary {@code vocab.json} or its folder; absent if it lies beside head or encoder
 * @param blank the class that stands for nothing; absent for the last one
 * @param leadingStrays classes that say nothing where a recording begins
 * @param tailSeconds silence appended to every clip, 0 to 5
 * @param language ISO 639-1 code of what the model writes
 * @param licence SPDX identifier; absent if the encoder's own model card tells
 * @param into the model folder to be made
 * @param force whether a model that is there is replaced
 */
public record ImportOptions(
    Path encoder,
    Optional<Path> head,
    Optional<Path> config,
    Optional<Path> vocabulary,
    OptionalInt blank,
    List<Integer> leadingStrays,
    double tailSeconds,
    String language,
    Optional<String> licence,
    Path into,
    boolean force) {
  public ImportOptions {
    leadingStrays = List.copyOf(leadingStrays);
  }
}
