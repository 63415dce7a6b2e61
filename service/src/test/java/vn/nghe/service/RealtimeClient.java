// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A realtime session as a client sees it. */
final class RealtimeClient implements AutoCloseable, WebSocket.Listener {
  /** Not a measurement: a service that says nothing must fail a test and not stop it. */
  private static final int PATIENCE = 60;

  private final BlockingQueue<JsonNode> arriving = new LinkedBlockingQueue<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final CompletableFuture<String> pong = new CompletableFuture<>();
  private final StringBuilder message = new StringBuilder();
  private final List<JsonNode> events = new ArrayList<>();
  private final WebSocket socket;

  private RealtimeClient(WebSocket.Builder builder, URI uri) {
    this.socket = builder.buildAsync(uri, this).join();
  }

  static RealtimeClient open(NgheService service) {
    return open(service, "?intent=transcription");
  }

  static RealtimeClient open(NgheService service, String query, String... protocols) {
    return open(service.uri(), query, protocols);
  }

  static RealtimeClient open(URI service, String query, String... protocols) {
    URI uri = URI.create(service.toString().replace("http", "ws") + "/v1/realtime" + query);
    WebSocket.Builder builder = HttpClient.newHttpClient().newWebSocketBuilder();
    if (protocols.length > 0) {
      builder.subprotocols(protocols[0], Arrays.copyOfRange(protocols, 1, protocols.length));
    }
    return new RealtimeClient(builder, uri);
  }

  WebSocket socket() {
    return socket;
  }

  RealtimeClient send(String json) {
    socket.sendText(json, true).join();
    return this;
  }

  /** Sends sound in pieces of so many bytes. */
  RealtimeClient append(byte[] sound, int piece) {
    for (int at = 0; at < sound.length; at += piece) {
      byte[] bytes = Arrays.copyOfRange(sound, at, Math.min(sound.length, at + piece));
      send(
          "{\"type\":\"input_audio_buffer.append\",\"audio\":\""
              + Base64.getEncoder().encodeToString(bytes)
              + "\"}");
    }
    return this;
  }

  RealtimeClient commit() {
    return send("{\"type\":\"input_audio_buffer.commit\"}");
  }

  /** Waits for the next event of a type; those before it are kept in {@link #events()}. */
  JsonNode await(String type) {
    while (true) {
      JsonNode event = next();
      if (event.path("type").asText().equals(type)) {
        return event;
      }
    }
  }

  /** The next event. */
  JsonNode next() {
    try {
      JsonNode event = arriving.poll(PATIENCE, TimeUnit.SECONDS);
      if (event == null) {
        throw new AssertionError("nothing came after " + events);
      }
      OpenAiTypes.checkRealtime(event);
      events.add(event);
      return event;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** All events that were waited for, in their order. */
  List<JsonNode> events() {
    return events;
  }

  /** Those of a type. */
  List<JsonNode> events(String type) {
    return events.stream().filter(event -> event.path("type").asText().equals(type)).toList();
  }

  /** Waits for the end and gives the close code. */
  int awaitClose() {
    int code = closed.orTimeout(PATIENCE, TimeUnit.SECONDS).join();
    List<JsonNode> last = new ArrayList<>();
    arriving.drainTo(last);
    last.forEach(OpenAiTypes::checkRealtime);
    events.addAll(last);
    return code;
  }

  String ping(String payload) {
    socket.sendPing(ByteBuffer.wrap(payload.getBytes(StandardCharsets.US_ASCII))).join();
    return pong.orTimeout(PATIENCE, TimeUnit.SECONDS).join();
  }

  /** Leaves as a process that is killed does. */
  void vanish() {
    socket.abort();
  }

  @Override
  public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
    message.append(data);
    if (last) {
      arriving.add(Client.json(message.toString()));
      message.setLength(0);
    }
    webSocket.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onPong(WebSocket webSocket, ByteBuffer data) {
    pong.complete(StandardCharsets.US_ASCII.decode(data).toString());
    webSocket.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
    closed.complete(statusCode);
    return null;
  }

  @Override
  public void onError(WebSocket webSocket, Throwable error) {
    closed.complete(1006);
  }

  @Override
  public void close() {
    if (!closed.isDone()) {
      socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
      closed.orTimeout(PATIENCE, TimeUnit.SECONDS).join();
    }
  }
}
