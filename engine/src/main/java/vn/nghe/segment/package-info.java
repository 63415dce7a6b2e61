// SPDX-License-Identifier: Apache-2.0

/**
 * From one channel of sound to stretches that are recognised by themselves: {@link
 * vn.nghe.segment.Segmenter} takes samples as they come and puts {@link vn.nghe.segment.Segment}s
 * out, cut where its {@code PauseDetector} finds pauses.
 */
package vn.nghe.segment;
