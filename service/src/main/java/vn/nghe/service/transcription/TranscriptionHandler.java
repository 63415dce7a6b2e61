// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.transcription;

import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.function.Function;
import vn.nghe.service.http.ApiException;
import vn.nghe.service.http.Replies;
import vn.nghe.service.inference.LoadedModel;
import vn.nghe.service.inference.Readiness;
import vn.nghe.service.inference.Recognition;
import vn.nghe.service.limits.AudioMeter;
import vn.nghe.service.models.ServedModel;
import vn.nghe.service.observe.ServiceMetrics;
import vn.nghe.service.trace.RequestTrace;
import vn.nghe.service.trace.Stage;
import vn.nghe.service.trace.StageListener;
import vn.nghe.service.upload.Part;
import vn.nghe.service.upload.Uploads;
import vn.nghe.transcript.Transcript;

/** {@code POST /v1/audio/transcriptions}, from the headers of the request to its answer. */
public final class TranscriptionHandler implements Handler {
  private final Readiness readiness;
  private final Function<LoadedModel, ServedModel> naming;
  private final Uploads uploads;
  private final Recognition recognition;
  private final ServiceMetrics metrics;
  private final Replies replies;

  public TranscriptionHandler(
      Readiness readiness,
      Function<LoadedModel, ServedModel> naming,
      Uploads uploads,
      Recognition recognition,
      ServiceMetrics metrics,
      Replies replies) {
    this.readiness = readiness;
    this.naming = naming;
    this.uploads = uploads;
    this.recognition = recognition;
    this.metrics = metrics;
    this.replies = replies;
  }

  @Override
  public void handle(ServerRequest request, ServerResponse response) {
    ServiceMetrics.Request measured = metrics.begin();
    try (Readiness.Work work = readiness.begin()) {
      answer(work.model(), request, response);
      measured.succeeded();
    } catch (InterruptedException _) {
      // The server interrupts only those whom its grace period was not enough for.
      ApiException refusal = Readiness.shuttingDown();
      measured.failed(refusal);
      throw refusal;
    } catch (RuntimeException e) {
      measured.failed(e);
      throw e;
    }
  }

  /** Whatever can be refused before the body is read is refused before, while it is cheap. */
  private void answer(LoadedModel model, ServerRequest request, ServerResponse response)
      throws InterruptedException {
    AudioMeter meter = request.context().get(AudioMeter.class).orElseThrow();
    meter.requireRest();
    recognition.requireSpace();
    try (Uploads.Upload upload = uploads.accept(request)) {
      StageListener stages = stages(request);
      long begun = System.nanoTime();
      List<Part> form = upload.read();
      stages.spent(Stage.UPLOAD, begun, System.nanoTime());
      TranscriptionRequest wish =
          TranscriptionRequest.of(form, naming.apply(model), model.recogniser()::writes);
      Transcript transcript = recognition.run(model, wish.audio(), wish.decoding(), meter, stages);
      response.status(Status.OK_200);
      replies.send(
          response, TranscriptBody.contentType(wish.format()), TranscriptBody.of(transcript, wish));
    }
  }

  private StageListener stages(ServerRequest request) {
    StageListener figures = metrics::spent;
    return request.context().get(RequestTrace.class).map(figures::and).orElse(figures);
  }
}
