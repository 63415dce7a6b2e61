// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.importing;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What to import, and what the files do not contain.
 *
 * @param encoder a model folder from Hugging Face, or a file with tensors
 * @param head a file or folder with the CTC head; absent if it is with the encoder, or there is
 *     none
 * @param decoder whether to keep the decoder beside a CTC head; without a head it is kept anyway
 * @param config Whisper's {@code config.json}; absent if it is beside the encoder
 * @param vocabulary {@code vocab.json} or its folder; absent if it is beside head or encoder
 * @param blank the class of the blank; absent for {@code blank_token_id} of {@code config.json},
 *     else the last
 * @param leadingStrays classes to ignore at the start of a recording
 * @param tailSeconds silence appended to every recording, in seconds, 0 to 30; absent for that of
 *     Nghe's own CTC heads, or for a decoder alone the whole pass that it was trained on
 * @param language ISO 639-1 code of the model's text
 * @param licence SPDX identifier; absent for that of the encoder's model card
 * @param into the model folder to create
 * @param force whether to replace a model in it
 */
public record ImportOptions(
    Path encoder,
    Optional<Path> head,
    boolean decoder,
    Optional<Path> config,
    Optional<Path> vocabulary,
    OptionalInt blank,
    List<Integer> leadingStrays,
    OptionalDouble tailSeconds,
    String language,
    Optional<String> licence,
    Path into,
    boolean force) {
  public ImportOptions {
    leadingStrays = List.copyOf(leadingStrays);
  }
}
