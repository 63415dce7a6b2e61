// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.page;

import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import vn.nghe.service.access.AudioUsage;
import vn.nghe.service.access.CallerLimits;
import vn.nghe.service.access.Limits;
import vn.nghe.service.error.RefusedException;
import vn.nghe.service.http.AnswerHeaders;
import vn.nghe.service.http.Replies;
import vn.nghe.service.http.RequestState;
import vn.nghe.service.observe.LogFields;
import vn.nghe.service.observe.ServiceMetrics;
import vn.nghe.service.upload.JsonBody;
import vn.nghe.service.upload.Pace;

/** {@code POST /v1/events}: pages tell the log what failed and what took how long. */
public final class PageReportHandler implements Handler {
  private static final System.Logger LOG = System.getLogger("vn.nghe.page");

  /** Some hundred bytes for each of the events. */
  private static final int MAX_BYTES = 16 * 1024;

  /** A page reports every few seconds at most. */
  private static final Limits LIMITS = new Limits(60, 0, 0, 0);

  /**
   * By caller and address: where nobody says who they are, all are one caller. A report must not
   * use up what its caller may transcribe, so the limits are apart from those.
   */
  private final CallerLimits limits = new CallerLimits(AudioUsage.inMemory(InstantSource.system()));

  private final Pace pace;
  private final Consumer<ReportedEvent.Level> counter;
  private final Replies replies;

  /**
   * Takes reports.
   *
   * @param pace how fast a report must arrive
   */
  public PageReportHandler(Pace pace, ServiceMetrics metrics, Replies replies) {
    this.pace = pace;
    this.counter =
        metrics.counter(
            "nghe_page_events_total",
            "Events that web pages reported",
            "level",
            ReportedEvent.Level.class);
    this.replies = replies;
  }

  @Override
  public void handle(ServerRequest request, ServerResponse response) {
    String caller = RequestState.of(request).caller().id();
    try (CallerLimits.Admission admission =
        limits.admit(caller + "@" + request.remotePeer().host(), LIMITS)) {
      AnswerHeaders.tell(response, admission.allowance());
      List<ReportedEvent> events = PageReportReader.read(JsonBody.read(request, MAX_BYTES, pace));
      events.forEach(this::note);
      replies.sendNothing(response, Status.NO_CONTENT_204);
    } catch (InterruptedException _) {
      throw RefusedException.shuttingDown();
    }
  }

  private void note(ReportedEvent event) {
    counter.accept(event.level());
    Map<String, String> fields = new TreeMap<>(event.fields());
    LogFields.with(fields, () -> LOG.log(event.level().ofLog(), "page event {0}", fields));
  }
}
