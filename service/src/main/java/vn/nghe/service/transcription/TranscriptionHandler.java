// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.transcription;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.ServerConnectionException;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.function.Function;
import vn.nghe.service.access.AccessControl;
import vn.nghe.service.access.AudioMeter;
import vn.nghe.service.access.Caller;
import vn.nghe.service.access.HeldAccess;
import vn.nghe.service.connection.ClientConnection;
import vn.nghe.service.error.RefusedException;
import vn.nghe.service.http.Errors;
import vn.nghe.service.http.EventStream;
import vn.nghe.service.http.Replies;
import vn.nghe.service.http.RequestState;
import vn.nghe.service.inference.GrowthListener;
import vn.nghe.service.inference.LoadedModel;
import vn.nghe.service.inference.Recognition;
import vn.nghe.service.inference.RequestIntake;
import vn.nghe.service.models.ServedModel;
import vn.nghe.service.observe.RequestPart;
import vn.nghe.service.observe.RequestStage;
import vn.nghe.service.observe.ServiceMetrics;
import vn.nghe.service.observe.StageListener;
import vn.nghe.service.upload.Part;
import vn.nghe.service.upload.Uploads;

/** {@code POST /v1/audio/transcriptions}, from the headers of the request to its answer. */
public final class TranscriptionHandler implements Handler {
  /** How long the clip waited for a worker, for clients that wonder where their time went. */
  private static final HeaderName QUEUE_MILLISECONDS = HeaderNames.create("X-Nghe-Queue-Ms");

  private final RequestIntake intake;
  private final Function<LoadedModel, ServedModel> naming;
  private final Uploads uploads;
  private final Recognition recognition;
  private final ServiceMetrics metrics;
  private final AccessControl access;
  private final Replies replies;

  public TranscriptionHandler(
      RequestIntake intake,
      Function<LoadedModel, ServedModel> naming,
      Uploads uploads,
      Recognition recognition,
      ServiceMetrics metrics,
      AccessControl access,
      Replies replies) {
    this.intake = intake;
    this.naming = naming;
    this.uploads = uploads;
    this.recognition = recognition;
    this.metrics = metrics;
    this.access = access;
    this.replies = replies;
  }

  @Override
  public void handle(ServerRequest request, ServerResponse response) {
    ServiceMetrics.Request measured = metrics.begin();
    EventStream events = replies.events(response, !ClientConnection.current().speaksHttp10());
    try (RequestIntake.Work work = intake.begin()) {
      answer(work.model(), request, response, events, measured);
      measured.succeeded();
    } catch (InterruptedException _) {
      // The server interrupts only those whom its grace period was not enough for.
      fail(measured, events, RefusedException.shuttingDown());
    } catch (RuntimeException e) {
      fail(measured, events, e);
    }
  }

  /** Once a stream has begun, its client can be told in the stream alone. */
  private static void fail(
      ServiceMetrics.Request measured, EventStream events, RuntimeException e) {
    measured.failed(Errors.codeOf(e));
    if (!events.hasBegun() || e instanceof ServerConnectionException) {
      throw e;
    }
    events.sendError(e);
    events.close();
  }

  /** A stream may go on for long: it ends with the credentials that it was asked for with. */
  private void whileAccepted(Caller caller, ClientConnection.Work<Void> stream)
      throws InterruptedException {
    try (HeldAccess held = access.hold(caller)) {
      try {
        ClientConnection.current().whilePresent(stream);
      } catch (InterruptedException e) {
        throw held.loss().orElseThrow(() -> e);
      }
    }
  }

  /** Whatever can be refused before the body is read is refused before, while it is cheap. */
  private void answer(
      LoadedModel model,
      ServerRequest request,
      ServerResponse response,
      EventStream events,
      ServiceMetrics.Request measured)
      throws InterruptedException {
    RequestState state = RequestState.of(request);
    AudioMeter meter = state.meter();
    meter.requireRest();
    String holder = state.caller().holder(ClientConnection.current().peer());
    recognition.requireSpace(holder);
    try (Uploads.Upload upload = uploads.accept(request, holder)) {
      StageListener stages = state.trace().and(metrics::spent);
      long begun = System.nanoTime();
      List<Part> form = upload.read();
      stages.spent(RequestStage.UPLOAD, begun, System.nanoTime());
      measured.reached(RequestPart.WORK);
      TranscriptionRequest wish =
          TranscriptionRequest.of(form, naming.apply(model), model.recogniser()::writes);
      Recognition.Clip clip =
          new Recognition.Clip(holder, wish.audio(), wish.audioOptions(), wish.decoding(), meter);
      if (wish.streamed()) {
        String language = model.description().language();
        TranscriptEvents transcript = new TranscriptEvents(events, wish, language);
        whileAccepted(
            state.caller(),
            () -> {
              new GrowingTranscript().send(recognition, model, clip, stages, transcript);
              return null;
            });
        return;
      }
      Recognition.Result result =
          ClientConnection.current()
              .whilePresent(() -> recognition.run(model, clip, GrowthListener.NONE, stages));
      measured.reached(RequestPart.ANSWER);
      response.status(Status.OK_200);
      response.header(QUEUE_MILLISECONDS, Long.toString(result.waited().toMillis()));
      replies.send(
          response,
          TranscriptBody.contentType(wish.format()),
          TranscriptBody.of(result.transcript(), wish));
    }
  }
}
