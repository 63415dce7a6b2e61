// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio;

import java.util.List;
import java.util.Optional;

/**
 * What came of decoding a recording.
 *
 * @param samples how many samples there are, one channel at {@value Audio#SAMPLE_RATE} Hz
 * @param warnings what was wrong with the recording, at most one of each kind, in the order of
 *     {@link AudioWarning.Kind}
 */
public record AudioReport(long samples, List<AudioWarning> warnings) {
  /** Copies the warnings. */
  public AudioReport {
    warnings = List.copyOf(warnings);
  }

  /** The warning of a kind, if there is one. */
  public Optional<AudioWarning> warning(AudioWarning.Kind kind) {
    return warnings.stream().filter(warning -> warning.kind() == kind).findFirst();
  }

  /** Whether the end of the recording is missing. */
  public boolean isTruncated() {
    return warning(AudioWarning.Kind.TRUNCATED).isPresent();
  }
}
