// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.importing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import vn.nghe.api.ModelFiles;
import vn.nghe.weights.tensors.SafetensorsWriter;
import vn.nghe.weights.tensors.TensorSource;

/** The files that an import writes. */
final class ModelFolder {
  /** The model card. */
  static final String CARD = "README.md";

  /** All of them. */
  static final List<String> FILES =
      List.of(
          ModelFiles.WEIGHTS, ModelFiles.CONFIG, ModelFiles.VOCABULARY, ModelFiles.TOKENS, CARD);

  private ModelFolder() {}

  /** Writes all files. */
  static void write(Path folder, List<TensorSource> tensors, ImportedModel model)
      throws IOException {
    SafetensorsWriter.write(folder.resolve(ModelFiles.WEIGHTS), tensors, Map.of("format", "pt"));
    Files.writeString(folder.resolve(ModelFiles.CONFIG), model.config());
    if (model.head().isPresent()) {
      Files.writeString(
          folder.resolve(ModelFiles.VOCABULARY),
          ImportedModel.numbered(model.head().get().classes().names()));
    }
    if (model.decoder().isPresent()) {
      Files.writeString(
          folder.resolve(ModelFiles.TOKENS),
          ImportedModel.numbered(model.decoder().get().tokens().names()));
    }
    String name = model.options().into().toAbsolutePath().normalize().getFileName().toString();
    Files.writeString(folder.resolve(CARD), ModelCard.text(name, model));
  }

  /** Moves all files and replaces those of an existing model. */
  static void move(Path from, Path into) throws IOException {
    Files.createDirectories(into);
    for (String name : FILES) {
      if (Files.exists(from.resolve(name))) {
        Files.move(from.resolve(name), into.resolve(name), StandardCopyOption.REPLACE_EXISTING);
      } else {
        Files.deleteIfExists(into.resolve(name));
      }
    }
  }

  /** Deletes a folder and those of the files that it has. */
  static void delete(Path folder) throws IOException {
    for (String name : FILES) {
      Files.deleteIfExists(folder.resolve(name));
    }
    Files.deleteIfExists(folder);
  }
}
