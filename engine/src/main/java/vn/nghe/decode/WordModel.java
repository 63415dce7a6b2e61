// SPDX-License-Identifier: Apache-2.0
package vn.nghe.decode;

/**
 * Scores the words of a text, byte by byte. Implementations read and write the {@code lexicon},
 * {@code context} and {@code score} of a state and keep nothing themselves.
 */
interface WordModel {
  /** Scores every text 0. */
  WordModel ANY =
      new WordModel() {
        @Override
        public void begin(TextState state) {}

        @Override
        public void letter(TextState state, byte value) {}

        @Override
        public void space(TextState state) {}

        @Override
        public void end(TextState state) {}
      };

  /** Makes {@code state} that of the empty text. */
  void begin(TextState state);

  /** Adds a byte of a word. */
  void letter(TextState state, byte value);

  /** Ends the word, if one was begun. */
  void space(TextState state);

  /** Ends the word and the text. */
  void end(TextState state);
}
