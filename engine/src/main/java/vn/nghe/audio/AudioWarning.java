// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio;

import java.util.Objects;

/**
 * What was wrong or ambiguous with a recording that was decoded and recognised all the same. There
 * is one warning of each kind at most, which counts all occurrences.
 *
 * @param kind what it is about
 * @param count how often it occurred, at least 1
 * @param second where in the decoded sound it occurred first, in seconds from the start
 * @param lostSeconds how much silence stands for sound that could not be decoded, in seconds; 0
 *     unless the kind is {@link Kind#DAMAGED}
 * @param message the first occurrence, in words for the user
 */
public record AudioWarning(
    Kind kind, long count, double second, double lostSeconds, String message) {

  /** What a warning is about. */
  public enum Kind {
    /** The recording ends early: its last part is missing. What is there was decoded. */
    TRUNCATED(true),
    /** Parts could not be decoded; silence of their length stands for them. */
    DAMAGED(true),
    /** Bytes between the frames of sound, which are no known tag, were passed over. */
    SKIPPED(true),
    /** The header announces less sound than there is. All of it was decoded. */
    MISCOUNTED(true),
    /** The sample rate or the number of channels changes within the recording. */
    FORMAT_CHANGED(false),
    /** There are several tracks of sound, of which one was decoded. */
    TRACK_CHOSEN(false),
    /** The two channels cancel each other, so one of them was taken instead of their mean. */
    OPPOSITE_PHASE(false),
    /** A pause between two parts of the sound is longer than any that is kept. */
    PAUSE_SHORTENED(false),
    /**
     * Passages that are quiet, or too loud for their sample format, were brought to a usual level.
     */
    LEVEL_CHANGED(false),
    /** No speech was recognised in all of the recording. */
    NO_SPEECH(false);

    private final boolean isFault;

    Kind(boolean isFault) {
      this.isFault = isFault;
    }

    /** Whether sound is or may be missing, which a strict decoder refuses. */
    public boolean isFault() {
      return isFault;
    }
  }

  /** Checks the kind and the message. */
  public AudioWarning {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(message, "message");
  }

  /** Both warnings, which are of one kind, as one; the words and the place are those of this. */
  public AudioWarning and(AudioWarning later) {
    return new AudioWarning(
        kind, count + later.count, second, lostSeconds + later.lostSeconds, message);
  }
}
