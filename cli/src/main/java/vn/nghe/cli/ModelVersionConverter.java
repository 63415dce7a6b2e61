// SPDX-License-Identifier: Apache-2.0
package vn.nghe.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import vn.nghe.service.models.ModelVersion;

/** Parses {@code NAME/VERSION}. */
final class ModelVersionConverter implements ITypeConverter<ModelVersion> {
  @Override
  public ModelVersion convert(String text) {
    String[] words = text.split("/", -1);
    if (words.length != 2) {
      throw new TypeConversionException("'" + text + "' is not of the form NAME/VERSION");
    }
    try {
      return new ModelVersion(words[0], words[1]);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
