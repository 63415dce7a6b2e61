// SPDX-License-Identifier: Apache-2.0
package vn.nghe.api;

import java.util.OptionalDouble;

/**
 * How much of a recording has been read.
 *
 * @param seconds sound that has been decoded, in seconds
 * @param total the length of the recording in seconds, if its file states one; the sound may turn
 *     out to be longer or shorter
 */
public record Progress(double seconds, OptionalDouble total) {}
