// SPDX-License-Identifier: Apache-2.0

/**
 * Samples to segments: {@link vn.nghe.segment.Segmenter} takes the samples of a recording or a live
 * stream as they arrive and emits {@link vn.nghe.segment.Segment}s, cut by {@link
 * vn.nghe.segment.CutRules} at the pauses that {@code PauseDetector} finds.
 */
package vn.nghe.segment;
