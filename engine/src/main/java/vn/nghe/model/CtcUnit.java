// SPDX-License-Identifier: Apache-2.0
package vn.nghe.model;

import java.nio.file.Path;
import java.util.Locale;
import vn.nghe.api.ModelException;

/** What one CTC class writes, by the {@code ctc_unit} of a model's configuration. */
public enum CtcUnit {
  /** Letters and combining tone marks, written in {@code vocab.json} as they are. */
  CHARACTER("letters and combining tone marks"),
  /** Whisper's byte-level BPE, each byte written in {@code vocab.json} as GPT-2 does. */
  BYTE_LEVEL_BPE("byte-level BPE");

  private final String description;

  CtcUnit(String description) {
    this.description = description;
  }

  /**
   * Recognises the description that a configuration begins with; a remark may follow a semicolon.
   */
  static CtcUnit parse(Path file, String text) {
    String described = text.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    for (CtcUnit unit : values()) {
      if (described.equals(unit.description.toLowerCase(Locale.ROOT))) {
        return unit;
      }
    }
    throw new ModelException(
        file,
        "field ctc_unit: \""
            + text
            + "\" must begin with \""
            + CHARACTER.description
            + "\" or \""
            + BYTE_LEVEL_BPE.description
            + "\"");
  }
}
