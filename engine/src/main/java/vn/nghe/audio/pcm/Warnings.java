// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.pcm;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import vn.nghe.audio.AudioException;
import vn.nghe.audio.AudioWarning;

/** Collects the warnings of one recording, or refuses the recording with the first. */
final class Warnings {
  private final boolean strict;
  private final Map<AudioWarning.Kind, AudioWarning> found = new EnumMap<>(AudioWarning.Kind.class);

  /**
   * Makes ready for one recording.
   *
   * @param strict whether a fault is to be thrown
   */
  Warnings(boolean strict) {
    this.strict = strict;
  }

  /**
   * Adds an occurrence.
   *
   * @param second where in the sound it occurred
   * @param lostSeconds how much sound is missing
   * @param at where it lies in the input
   */
  void add(AudioWarning.Kind kind, double second, double lostSeconds, String message, long at) {
    if (strict && kind.isFault()) {
      throw AudioException.malformed(message, at);
    }
    found.merge(
        kind,
        new AudioWarning(kind, 1, second, lostSeconds, message),
        (first, next) -> first.and(next));
  }

  /**
   * All warnings of the recording.
   *
   * @param length its seconds, which is where it is truncated if it is
   */
  List<AudioWarning> all(double length) {
    found.computeIfPresent(
        AudioWarning.Kind.TRUNCATED,
        (kind, warning) -> new AudioWarning(kind, warning.count(), length, 0, warning.message()));
    return List.copyOf(found.values());
  }
}
