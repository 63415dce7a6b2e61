// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio;

import java.time.Duration;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * How to decode a recording. Immutable.
 *
 * @param longest the longest sound to accept, more than zero
 * @param strict whether to refuse a recording of which sound is or may be missing (see {@link
 *     AudioWarning.Kind#isFault}) instead of decoding what is there
 * @param track which track of sound to decode, counted from 1 in the order of the file; where it is
 *     not given, the default track, or another one if that is silent
 */
public record AudioOptions(Duration longest, boolean strict, OptionalInt track) {
  /** Up to five hours, of which what is there is decoded, of the track that suits best. */
  public static final AudioOptions DEFAULT =
      new AudioOptions(Duration.ofHours(5), false, OptionalInt.empty());

  /** Checks the values. */
  public AudioOptions {
    Objects.requireNonNull(track, "track");
    if (!longest.isPositive()) {
      throw new IllegalArgumentException("The longest sound to accept is " + longest);
    }
    if (track.isPresent() && track.getAsInt() < 1) {
      throw new IllegalArgumentException("Tracks are counted from 1, not " + track.getAsInt());
    }
  }

  /**
   * Decodes what is there, of the track that suits best.
   *
   * @param longest the longest sound to accept, more than zero
   */
  public static AudioOptions upTo(Duration longest) {
    return new AudioOptions(longest, false, OptionalInt.empty());
  }

  /** The same with another longest sound. */
  public AudioOptions withLongest(Duration longest) {
    return new AudioOptions(longest, strict, track);
  }

  /** The same, but strict or not. */
  public AudioOptions withStrict(boolean strict) {
    return new AudioOptions(longest, strict, track);
  }

  /**
   * The same with a track that is named.
   *
   * @param track counted from 1
   */
  public AudioOptions withTrack(int track) {
    return new AudioOptions(longest, strict, OptionalInt.of(track));
  }
}
