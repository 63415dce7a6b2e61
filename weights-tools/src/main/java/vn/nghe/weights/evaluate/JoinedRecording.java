// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.evaluate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import vn.nghe.Transcriber;
import vn.nghe.audio.Audio;
import vn.nghe.audio.AudioException;
import vn.nghe.audio.input.AudioDecoder;

/**
 * Clips put end to end.
 *
 * @param sound all of it
 * @param results what was recognised in the same clips one by one, in their order and as often as
 *     they are in it
 */
record JoinedRecording(Audio sound, List<ClipResult> results) {
  /**
   * Joins clips in their order, again from the first when they run out, until the recording is long
   * enough. Clips that failed are left out.
   *
   * @param beginning how many of the clips are passed over before the first, as a share of them,
   *     from 0 to 1
   * @param seconds how long it is to be at least
   * @param pause digital silence after each clip, in seconds
   * @throws AudioException if a clip that was readable is not any more, or none was
   */
  static JoinedRecording of(
      List<ClipResult> results, double beginning, double seconds, double pause) {
    List<ClipResult> usable = results.stream().filter(result -> result.audioSeconds() > 0).toList();
    if (usable.isEmpty()) {
      throw new AudioException(AudioException.Reason.MALFORMED, "no clip has sound to join");
    }
    int first = (int) (beginning * usable.size());
    List<ClipResult> joined = new ArrayList<>();
    float[] sound = new float[samplesIn(seconds)];
    int end = 0;
    for (int i = 0; end < samplesIn(seconds); i++) {
      ClipResult next = usable.get((first + i) % usable.size());
      float[] samples = samples(next.clip().file());
      sound = Arrays.copyOf(sound, Math.max(sound.length, end + samples.length + samplesIn(pause)));
      System.arraycopy(samples, 0, sound, end, samples.length);
      end += samples.length + samplesIn(pause);
      joined.add(next);
    }
    return new JoinedRecording(Audio.ofSamples(Arrays.copyOf(sound, end)), joined);
  }

  /** All samples of a recording. */
  static float[] samples(Path file) {
    Audio audio = AudioDecoder.decode(file, Transcriber.LONGEST);
    float[] samples = new float[audio.length()];
    int[] filled = {0};
    audio.stream(
        (block, count) -> {
          System.arraycopy(block, 0, samples, filled[0], count);
          filled[0] += count;
        });
    return samples;
  }

  private static int samplesIn(double seconds) {
    return (int) Math.round(seconds * Audio.SAMPLE_RATE);
  }

  /** What was said. */
  ScoringText said() {
    return text(results.stream().map(result -> result.clip().sentence()).toList());
  }

  /** What was recognised in the clips one by one. */
  ScoringText recognised() {
    return text(results.stream().map(ClipResult::hypothesis).toList());
  }

  private static ScoringText text(List<String> texts) {
    return ScoringText.of(String.join(" ", texts));
  }

  /** Errors of the clips one by one. */
  ErrorRate single() {
    return results.stream().map(ClipResult::words).reduce(ErrorRate.NONE, ErrorRate::plus);
  }
}
