// SPDX-License-Identifier: Apache-2.0

/**
 * Python's pickles as structure. A pickle is a program for a stack machine which names classes and
 * functions and has them called; {@link vn.nghe.weights.pickle.Unpickler} runs the machine but
 * calls nothing: it notes what would be called with what, as an {@link
 * vn.nghe.weights.pickle.Pickled.Instance}, and leaves the meaning of it to the reader.
 */
package vn.nghe.weights.pickle;
