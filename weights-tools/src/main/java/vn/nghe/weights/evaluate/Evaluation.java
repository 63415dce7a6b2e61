// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.evaluate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import vn.nghe.Transcriber;
import vn.nghe.api.Decoding;
import vn.nghe.audio.AudioException;
import vn.nghe.audio.input.AudioSource;

/**
 * How a model did on a test set.
 *
 * @param results one for every clip, in the order of the manifest
 * @param wall how long reading, decoding and recognising took, loading the model left out
 */
public record Evaluation(List<ClipResult> results, Duration wall) {
  public Evaluation {
    results = List.copyOf(results);
    Objects.requireNonNull(wall, "wall");
  }

  /**
   * Transcribes every clip, one after the other, and scores what comes out. A clip that cannot be
   * read or decoded does not end the run: it counts with every word deleted.
   *
   * @param decoding how text is found in what the model heard
   * @param progress told of each clip as it is done; what it does is not part of the time measured
   */
  public static Evaluation run(
      Transcriber transcriber,
      Decoding decoding,
      ClipManifest manifest,
      Consumer<ClipResult> progress) {
    List<ClipResult> results = new ArrayList<>();
    long nanoseconds = 0;
    for (Clip clip : manifest.clips()) {
      long start = System.nanoTime();
      ClipResult result = transcribe(transcriber, decoding, clip);
      nanoseconds += System.nanoTime() - start;
      results.add(result);
      progress.accept(result);
    }
    return new Evaluation(results, Duration.ofNanos(nanoseconds));
  }

  /** Transcribes one clip; one that cannot be read or decoded is a result, too. */
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

  /** What happened to the words of all references; the WER in its parts. */
  public EditCounts wordEdits() {
    return edits(ScoringText::words);
  }

  /** What happened to the characters of all references; the CER in its parts. */
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

  /** How many clips could not be used. */
  public long failures() {
    return results.stream().filter(ClipResult.Failed.class::isInstance).count();
  }

  /** How much sound was recognised, in seconds; clips that failed add nothing. */
  public double audioSeconds() {
    return results.stream().mapToDouble(ClipResult::audioSeconds).sum();
  }

  public double wallSeconds() {
    return wall.toNanos() / 1e9;
  }

  /** Seconds of work per second of sound; not a number or infinite if nothing was recognised. */
  public double realTimeFactor() {
    return wallSeconds() / audioSeconds();
  }
}
