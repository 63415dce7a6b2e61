// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.transcription;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import vn.nghe.service.error.RefusedException;
import vn.nghe.service.inference.GrowthListener;
import vn.nghe.service.inference.LoadedModel;
import vn.nghe.service.inference.Recognition;
import vn.nghe.service.observe.StageListener;
import vn.nghe.transcript.Transcript;
import vn.nghe.transcript.Word;

/**
 * A transcript that is passed on while a worker still recognises. Between the two stands a queue,
 * so that a client that reads slowly holds up no worker; what waits there is never more than the
 * words of one clip.
 */
final class GrowingTranscript {
  private final BlockingQueue<Step> steps = new LinkedBlockingQueue<>();

  /** What the worker has to tell. */
  private sealed interface Step {
    record Recognised(double seconds, double duration) implements Step {}

    record Settled(List<Word> words) implements Step {}

    record Finished(Transcript transcript) implements Step {}

    record Failed(RuntimeException cause) implements Step {}
  }

  /** Recognises and sends. If sending fails, or is interrupted, the work on the clip is ended. */
  void send(
      Recognition recognition,
      LoadedModel model,
      Recognition.Clip clip,
      StageListener stages,
      TranscriptEvents events)
      throws InterruptedException {
    Thread recognising =
        Thread.ofVirtual()
            .name("recognition")
            .start(() -> steps.add(outcome(recognition, model, clip, stages)));
    try {
      while (true) {
        switch (steps.take()) {
          case Step.Recognised(double seconds, double duration) ->
              events.recognised(seconds, duration);
          case Step.Settled(List<Word> words) -> events.add(words);
          case Step.Finished(Transcript transcript) -> {
            events.finish(transcript);
            return;
          }
          case Step.Failed(RuntimeException cause) -> throw cause;
        }
      }
    } finally {
      recognising.interrupt();
    }
  }

  private Step outcome(
      Recognition recognition, LoadedModel model, Recognition.Clip clip, StageListener stages) {
    try {
      Recognition.Result result = recognition.run(model, clip, new Growth(), stages);
      return new Step.Finished(result.transcript());
    } catch (InterruptedException _) {
      return new Step.Failed(RefusedException.shuttingDown());
    } catch (RuntimeException e) {
      return new Step.Failed(e);
    } catch (Error e) {
      return new Step.Failed(new IllegalStateException("a worker failed", e));
    }
  }

  /** Hears the worker, and must not keep it. */
  private final class Growth implements GrowthListener {
    @Override
    public void recognised(double seconds, double duration) {
      steps.add(new Step.Recognised(seconds, duration));
    }

    @Override
    public void settled(List<Word> words) {
      steps.add(new Step.Settled(words));
    }
  }
}
