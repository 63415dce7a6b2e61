// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.upload;

/** One field of a form. */
public sealed interface Part {
  /** The field's name as sent, such as {@code timestamp_granularities[]}. */
  String name();

  /**
   * A field that holds text.
   *
   * @param value the text, possibly empty
   */
  record Text(String name, String value) implements Part {}

  /** A field that holds a file, without the name it had on the client's disk. */
  final class File implements Part {
    private final String name;
    private final byte[] content;

    File(String name, byte[] content) {
      this.name = name;
      this.content = content;
    }

    @Override
    public String name() {
      return name;
    }

    /** The bytes of the file; shared, not to be modified. */
    public byte[] content() {
      return content;
    }
  }
}
