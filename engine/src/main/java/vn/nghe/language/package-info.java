// SPDX-License-Identifier: Apache-2.0

/**
 * N-gram language models with back-off, read from ARPA text or from the binary file described here.
 *
 * <p>{@link vn.nghe.language.NgramModel} answers queries. {@link vn.nghe.language.Ngrams} holds the
 * same model as plain arrays, for the tools that estimate or convert one; {@link
 * vn.nghe.language.NgramFile} turns those into a binary file, {@link vn.nghe.language.Arpa} reads
 * them from text.
 *
 * <h2>The binary file</h2>
 *
 * All numbers are little endian. Sections begin at multiples of eight bytes, padded with zeros, and
 * follow one another in this order without gaps:
 *
 * <table border="1">
 * <caption>Sections</caption>
 * <tr><th>bytes</th><th>what</th></tr>
 * <tr><td>7</td><td>{@code NgheLM} and a line feed</td></tr>
 * <tr><td>1</td><td>version of the format: 1</td></tr>
 * <tr><td>4</td><td>CRC-32C of all bytes after it</td></tr>
 * <tr><td>4</td><td>order n, 2 to 6</td></tr>
 * <tr><td>8</td><td>length of the file in bytes</td></tr>
 * <tr><td>4</td><td>words in the vocabulary, V, below 2<sup>21</sup></td></tr>
 * <tr><td>4</td><td>length of the vocabulary in bytes</td></tr>
 * <tr><td>16 n</td><td>for each length k from 1 to n: how many n-grams of k words (8 bytes), bits of
 * a probability (4) and of a back-off (4), each 1 to 12 or 32</td></tr>
 * <tr><td></td><td>vocabulary: the words in UTF-8 by identifier, each with a line feed after it:
 * {@code <unk>}, {@code <s>}, {@code </s>}, then all others in the order of their UTF-16
 * units</td></tr>
 * <tr><td></td><td>for each length k its <i>level</i>, see below</td></tr>
 * <tr><td>8</td><td>zeros, so that any number may be fetched as eight bytes</td></tr>
 * </table>
 *
 * The n-grams form a trie from the first word on: those of k words stand sorted by their words, so
 * that all which share their first k − 1 words lie together. A level is, in this order:
 *
 * <ol>
 *   <li>the values of the probability codes, natural logarithms as 32-bit floats, one for each
 *       possible code; nothing if a probability has 32 bits, which are then those of the float
 *       itself
 *   <li>the values of the back-off codes likewise; nothing at the longest length
 *   <li>the last word of each n-gram; nothing at length 1, where the n-gram's place is its word
 *   <li>the probability of each n-gram
 *   <li>its back-off weight; nothing at the longest length
 *   <li>which n-gram of the next level is the first to begin with it, and one number more: how many
 *       there are; nothing at the longest length
 * </ol>
 *
 * Items 3 to 6 are bit-packed, the lowest bit of a byte first, in as many bits as the largest
 * possible value takes: V − 1 for a word, the size of the next level for item 6.
 */
package vn.nghe.language;
