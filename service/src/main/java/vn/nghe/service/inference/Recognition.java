// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.inference;

import java.time.Duration;
import vn.nghe.api.Decoding;
import vn.nghe.audio.AudioException;
import vn.nghe.audio.AudioOptions;
import vn.nghe.service.access.AudioMeter;
import vn.nghe.service.error.ErrorCode;
import vn.nghe.service.error.RefusedException;
import vn.nghe.service.observe.RequestStage;
import vn.nghe.service.observe.ServiceMetrics;
import vn.nghe.service.observe.StageListener;
import vn.nghe.transcript.Transcript;

/** The way of one clip through the workers: wait, decode, recognise. */
public final class Recognition {
  private final InferencePool pool;
  private final Duration longest;
  private final ServiceMetrics metrics;

  /**
   * Sends clips through {@code pool}.
   *
   * @param longest the longest audio to take
   */
  public Recognition(InferencePool pool, Duration longest, ServiceMetrics metrics) {
    this.pool = pool;
    this.longest = longest;
    this.metrics = metrics;
  }

  /**
   * Refuses early what {@link #run} would most likely refuse late, after the upload.
   *
   * @param caller whose clip it would be
   * @throws RefusedException if the queue is full, or the caller has its share of it
   */
  public void requireSpace(String caller) {
    pool.requireSpace(caller);
  }

  /**
   * A file to be turned into text.
   *
   * @param caller whose it is: callers have equal shares of the workers
   * @param encoded its bytes; not modified
   * @param options how to decode it; the longest duration is this service's own
   * @param decoding how to find the text
   * @param meter counts how long it is
   */
  @SuppressWarnings(
      "ArrayRecordComponent") // Never compared; a copy would double what uploads hold.
  public record Clip(
      String caller, byte[] encoded, AudioOptions options, Decoding decoding, AudioMeter meter) {}

  /**
   * What became of a clip.
   *
   * @param waited how long it waited for a worker
   */
  public record Result(Transcript transcript, Duration waited) {}

  /**
   * Turns a file into text.
   *
   * @param growth hears how far it is and what is certain, on the thread of the worker
   * @param stages hears how long everything took, on the same thread
   * @throws RefusedException if the file is no good, the caller has used up its audio, the queue is
   *     full or the deadline passes
   */
  public Result run(LoadedModel model, Clip clip, GrowthListener growth, StageListener stages)
      throws InterruptedException {
    long queued = System.nanoTime();
    return pool.run(
        clip.caller(),
        turn -> {
          long begun = System.nanoTime();
          Duration waited = Duration.ofNanos(begun - queued);
          metrics.waited(waited);
          stages.spent(RequestStage.QUEUE, queued, begun);
          Duration before = turn.worked();
          ClipSound sound =
              new ClipSound(
                  clip.encoded(), clip.options().withLongest(longest), clip.meter(), turn);
          decode(clip, sound);
          // Without the turns of others in between.
          long decoded = System.nanoTime();
          Duration spent = turn.worked().minus(before);
          stages.spent(RequestStage.DECODE, decoded - spent.toNanos(), decoded);
          Transcript transcript =
              model
                  .recogniser()
                  .transcribe(
                      sound.source(),
                      clip.decoding(),
                      new ClipListener(turn, sound.seconds(), growth, stages));
          metrics.recognised(transcript.seconds(), turn.worked());
          return new Result(transcript, waited);
        });
  }

  /**
   * Messages of {@link AudioException} speak of the client's own bytes, so the client gets them.
   */
  private static void decode(Clip clip, ClipSound sound) {
    try {
      sound.decode();
    } catch (AudioException e) {
      throw RefusedException.ofParameter(
          codeOf(e), "file", WrongFile.messageFor(clip.encoded()).orElse(e.getMessage()));
    }
  }

  private static ErrorCode codeOf(AudioException e) {
    return switch (e.reason()) {
      case EMPTY -> ErrorCode.AUDIO_EMPTY;
      case UNSUPPORTED -> ErrorCode.AUDIO_UNSUPPORTED;
      case MALFORMED -> ErrorCode.AUDIO_MALFORMED;
      case TOO_LONG -> ErrorCode.AUDIO_TOO_LONG;
      case TOO_COSTLY -> ErrorCode.AUDIO_TOO_COSTLY;
      case UNREADABLE -> ErrorCode.INTERNAL_ERROR;
    };
  }
}
