// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.evaluate;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Gatherers;
import vn.nghe.Transcriber;
import vn.nghe.api.Decoding;
import vn.nghe.audio.AudioException;
import vn.nghe.audio.input.AudioSource;

/**
 * The results of a model on a test set.
 *
 * @param results one for each clip, in the order of the manifest
 * @param wall time from the first clip to the last result, without loading the model
 */
public record Evaluation(List<ClipResult> results, Duration wall) {
  public Evaluation {
    results = List.copyOf(results);
    Objects.requireNonNull(wall, "wall");
  }

  /**
   * Transcribes all clips. A clip that cannot be read or decoded does not end the run: all of its
   * words count as deleted.
   *
   * @param decoding the configuration of the search
   * @param atOnce the number of clips transcribed at the same time, at least 1; the results do not
   *     depend on it
   * @param progress called with each result, in the order of the manifest
   */
  public static Evaluation run(
      Transcriber transcriber,
      Decoding decoding,
      ClipManifest manifest,
      int atOnce,
      Consumer<ClipResult> progress) {
    long start = System.nanoTime();
    List<ClipResult> results =
        manifest.clips().stream()
            .gather(
                Gatherers.mapConcurrent(atOnce, clip -> transcribe(transcriber, decoding, clip)))
            .peek(progress)
            .toList();
    return new Evaluation(results, Duration.ofNanos(System.nanoTime() - start));
  }

  /** Transcribes one clip; a clip that cannot be read or decoded gives a failed result. */
  static ClipResult transcribe(Transcriber transcriber, Decoding decoding, Clip clip) {
    try {
      return new ClipResult.Recognised(
          clip, transcriber.transcribe(AudioSource.of(clip.file()), decoding));
    } catch (AudioException unusable) {
      return new ClipResult.Failed(clip, unusable.getMessage());
    }
  }

  /** WER, pooled over all clips. */
  public ErrorRate words() {
    return pooled(ClipResult::words);
  }

  /** CER, pooled over all clips. */
  public ErrorRate characters() {
    return pooled(ClipResult::characters);
  }

  /** The edits of words of all clips; the parts of the WER. */
  public EditCounts wordEdits() {
    return edits(ScoringText::words);
  }

  /** The edits of characters of all clips; the parts of the CER. */
  public EditCounts characterEdits() {
    return edits(ScoringText::characters);
  }

  private EditCounts edits(Function<ScoringText, List<?>> parts) {
    return results.stream()
        .map(
            result ->
                EditCounts.between(
                    parts.apply(ScoringText.of(result.clip().sentence())),
                    parts.apply(ScoringText.of(result.hypothesis()))))
        .reduce(EditCounts.NONE, EditCounts::plus);
  }

  private ErrorRate pooled(Function<ClipResult, ErrorRate> rate) {
    return results.stream().map(rate).reduce(ErrorRate.NONE, ErrorRate::plus);
  }

  /** The number of clips that failed. */
  public long failures() {
    return results.stream().filter(ClipResult.Failed.class::isInstance).count();
  }

  /** The length of all recognised clips, in seconds; without those that failed. */
  public double audioSeconds() {
    return results.stream().mapToDouble(ClipResult::audioSeconds).sum();
  }

  public double wallSeconds() {
    return wall.toNanos() / 1e9;
  }

  /** Seconds of processing per second of audio; NaN or infinite if nothing was recognised. */
  public double realTimeFactor() {
    return wallSeconds() / audioSeconds();
  }
}
