// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.realtime;

import io.helidon.http.Headers;
import io.helidon.webserver.websocket.WsConfig;
import io.helidon.webserver.websocket.WsRouting;
import java.util.function.Consumer;
import java.util.function.Function;
import vn.nghe.service.access.Share;
import vn.nghe.service.access.SharedPlaces;
import vn.nghe.service.connection.ClientConnection;
import vn.nghe.service.error.ErrorCode;
import vn.nghe.service.error.RefusedException;
import vn.nghe.service.http.Errors;
import vn.nghe.service.inference.LoadedModel;
import vn.nghe.service.inference.RequestIntake;
import vn.nghe.service.models.ServedModel;
import vn.nghe.service.observe.ServiceMetrics;

/** {@code /v1/realtime}: lets sessions in and starts them. */
public final class RealtimeEndpoint {
  /** Where clients find it. */
  public static final String PATH = "/v1/realtime";

  private final RequestIntake intake;
  private final Function<LoadedModel, ServedModel> naming;
  private final RealtimeLimits limits;
  private final UpgradeGuard guard;
  private final ServiceMetrics metrics;
  private final Consumer<SessionEnd> ended;
  private final SharedPlaces places;

  /**
   * Begins without sessions.
   *
   * @param share how many of them one caller may have
   * @param guard decides who may open one
   */
  public RealtimeEndpoint(
      RequestIntake intake,
      Function<LoadedModel, ServedModel> naming,
      RealtimeLimits limits,
      Share share,
      UpgradeGuard guard,
      ServiceMetrics metrics) {
    this.intake = intake;
    this.naming = naming;
    this.limits = limits;
    this.guard = guard;
    this.metrics = metrics;
    this.places = new SharedPlaces("sessions", limits.sessions(), share);
    this.ended =
        metrics.counter(
            "nghe_realtime_sessions_total",
            "Realtime sessions, by how they ended",
            "end",
            SessionEnd.class);
    metrics.gauge("nghe_realtime_sessions_open", "Realtime sessions that are open", places::taken);
  }

  /** The route to add to the server. */
  public WsRouting.Builder routing() {
    return WsRouting.builder().endpoint(PATH, () -> new RealtimeConnection(this));
  }

  /** How the server has to read messages. */
  public WsConfig protocol() {
    return WsConfig.builder().maxFrameLength(limits.maxMessageBytes()).build();
  }

  RealtimeLimits limits() {
    return limits;
  }

  /**
   * Lets a client in; to be taken back by {@link #release}.
   *
   * @param onDrain is run if the service is to stop meanwhile
   * @param onLoss is told if the client's credentials no longer hold meanwhile
   * @throws RefusedException if there is no room, or the client may not
   */
  SessionPermit admit(
      UpgradeRequest request,
      Headers headers,
      Runnable onDrain,
      Consumer<RefusedException> onLoss) {
    UpgradeGuard.Admitted admitted = guard.admit(headers);
    try {
      ServedModel model = naming.apply(intake.models().current());
      request.model().ifPresent(model::require);
      SharedPlaces.Place place =
          places.take(
              admitted.caller().holder(ClientConnection.current().peer()), this::tooManySessions);
      try {
        return new SessionPermit(
            admitted.caller(),
            request,
            intake.begin(onDrain),
            admitted.admission(),
            guard.watch(admitted.caller(), onLoss),
            place);
      } catch (RuntimeException e) {
        place.close();
        throw e;
      }
    } catch (RuntimeException e) {
      metrics.refused(Errors.codeOf(e));
      admitted.admission().close();
      throw e;
    }
  }

  void release(SessionPermit lease, SessionEnd end) {
    ended.accept(end);
    lease.watch().close();
    lease.admission().close();
    lease.place().close();
    lease.work().close();
  }

  private RefusedException tooManySessions() {
    return RefusedException.of(
        ErrorCode.TOO_MANY_SESSIONS,
        limits.sessions() + " sessions are open, as many as there may be. Try again later.");
  }

  /** Makes a session that is still to be run. */
  RealtimeSession session(SessionPermit lease, Outbox outbox) {
    LoadedModel model = lease.work().model();
    ServedModel served = naming.apply(model);
    return new RealtimeSession(
        model.recogniser(),
        new SessionUpdate(served, model.recogniser()::writes),
        SessionSettings.initial(lease.request().model().orElse(served.name())),
        limits,
        seconds -> {
          lease.admission().meter().charge(seconds);
          metrics.streamed(seconds);
        },
        new ServerEvents(outbox, lease.request().isOldForm()));
  }
}
