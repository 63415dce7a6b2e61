// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.http;

import io.helidon.webserver.http.ServerRequest;
import java.util.Optional;
import vn.nghe.service.access.AudioMeter;
import vn.nghe.service.access.Caller;
import vn.nghe.service.error.ErrorCode;
import vn.nghe.service.observe.RequestTrace;

/**
 * What the filters find out about a request, for its handler and for the log. {@link RequestLog}
 * makes one for each request. For the thread of the request alone.
 */
public final class RequestState {
  private final RequestTrace trace;
  private Optional<Caller> caller = Optional.empty();
  private AudioMeter meter = AudioMeter.UNLIMITED;
  private Optional<ErrorCode> refusal = Optional.empty();

  RequestState(RequestTrace trace) {
    this.trace = trace;
  }

  /** That of a request that has come through the filters. */
  public static RequestState of(ServerRequest request) {
    return request.context().get(RequestState.class).orElseThrow();
  }

  /** Makes this the state of {@code request}. */
  void attachTo(ServerRequest request) {
    request.context().register(this);
  }

  /** Takes the times of the request's stages. */
  public RequestTrace trace() {
    return trace;
  }

  /**
   * Who sent the request.
   *
   * @throws java.util.NoSuchElementException on a path that needs no credentials
   */
  public Caller caller() {
    return caller.orElseThrow();
  }

  /** Counts the audio of the request. */
  public AudioMeter meter() {
    return meter;
  }

  void identified(Caller sender) {
    caller = Optional.of(sender);
  }

  void metered(AudioMeter limited) {
    meter = limited;
  }

  void refused(ErrorCode code) {
    refusal = Optional.of(code);
  }

  /** Who sent the request, once that is known. */
  Optional<Caller> identity() {
    return caller;
  }

  /** The error that the request was answered with, if it was. */
  Optional<ErrorCode> refusal() {
    return refusal;
  }
}
