// SPDX-License-Identifier: Apache-2.0
package vn.nghe.api;

import java.util.OptionalDouble;

/**
 * How far a transcription has come.
 *
 * @param seconds sound that has been taken in
 * @param total how long the recording is, in seconds, where its file says so; a claim, which the
 *     sound may belie
 */
public record Progress(double seconds, OptionalDouble total) {}
