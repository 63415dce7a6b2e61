// SPDX-License-Identifier: Apache-2.0
package vn.nghe.decode;

/**
 * One recognised unit and its frames.
 *
 * @param unit its class
 * @param firstFrame the first frame in which it is the best class
 * @param endFrame the frame after the last of that run
 * @param probability its mean posterior probability over the run
 */
public record Span(int unit, int firstFrame, int endFrame, double probability) {}
