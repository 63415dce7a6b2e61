// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.models;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import vn.nghe.service.config.SettingsReader;

/**
 * Which model is served, and under which names.
 *
 * @param folder of the model to serve where no published version is
 * @param aliases names, besides the model's own, that clients may ask for
 * @param registry where published versions come from, if from anywhere
 */
public record ModelSettings(
    Path folder, List<String> aliases, Optional<RegistrySettings> registry) {
  public ModelSettings {
    aliases = List.copyOf(aliases);
  }

  /** The settings {@code nghe.model}, {@code nghe.model-aliases} and {@code nghe.registry}. */
  public static ModelSettings read(SettingsReader reader) {
    return new ModelSettings(
        Path.of(reader.text("nghe.model")),
        reader.list("nghe.model-aliases"),
        RegistrySettings.read(reader));
  }
}
