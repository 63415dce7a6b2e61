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
 * Clips joined to one recording.
 *
 * @param sound its samples
 * @param results the results of the single clips, in the order in which they are joined
 */
record JoinedRecording(Audio sound, List<ClipResult> results) {
  /**
   * Joins clips in their order, from the first again after the last, until the recording is long
   * enough. Clips that failed are left out.
   *
   * @param beginning the share of the clips that is skipped at the start, from 0 to 1
   * @param seconds the shortest length of the recording
   * @param pause digital silence after each clip, in seconds
   * @throws AudioException if a clip can no longer be read, or all have failed
   */
  static JoinedRecording of(
      List<ClipResult> results, double beginning, double seconds, double pause) {
    List<ClipResult> usable = results.stream().filter(result -> result.audioSeconds() > 0).toList();
    if (usable.isEmpty()) {
      throw new AudioException(AudioException.Reason.MALFORMED, "no clip can be joined");
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

  /** The reference text. */
  ScoringText said() {
    return text(results.stream().map(result -> result.clip().sentence()).toList());
  }

  /** The hypotheses of the single clips. */
  ScoringText recognised() {
    return text(results.stream().map(ClipResult::hypothesis).toList());
  }

  private static ScoringText text(List<String> texts) {
    return ScoringText.of(String.join(" ", texts));
  }

  /** The errors of the single clips. */
  ErrorRate single() {
    return results.stream().map(ClipResult::words).reduce(ErrorRate.NONE, ErrorRate::plus);
  }
}
