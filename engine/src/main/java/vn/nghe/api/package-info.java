// SPDX-License-Identifier: Apache-2.0

/**
 * The values of the API besides sound and text.
 *
 * <ul>
 *   <li>Options: {@link vn.nghe.api.Decoding} configures the search for the text of a recording,
 *       {@link vn.nghe.api.StreamingOptions} a live stream.
 *   <li>Progress: a {@link vn.nghe.api.ProgressListener} receives {@link vn.nghe.api.Progress},
 *       {@link vn.nghe.api.Recognised} parts and the time of every {@link vn.nghe.api.Stage}.
 *   <li>Models: {@link vn.nghe.api.ModelDescription} and the files of a {@link
 *       vn.nghe.api.ModelFiles}.
 *   <li>Exceptions, all unchecked. {@link vn.nghe.audio.AudioException} is the one elsewhere.
 * </ul>
 */
package vn.nghe.api;
