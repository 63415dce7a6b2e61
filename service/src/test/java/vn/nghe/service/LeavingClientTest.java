// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that do not wait for their answers. */
class LeavingClientTest {
  private static final Map<String, String> ONE_AT_ONCE = Map.of("nghe.limits.concurrency", "1");

  /** How a client leaves. */
  enum Farewell {
    /** As a process that is killed with bytes unread. */
    RESET {
      @Override
      void say(RawConnection client) throws IOException {
        client.reset();
      }
    },
    CLOSE {
      @Override
      void say(RawConnection client) throws IOException {
        client.close();
      }
    },
    /** Listens on, but will send nothing. */
    FINISH {
      @Override
      void say(RawConnection client) throws IOException {
        client.finishSending();
      }
    };

    abstract void say(RawConnection client) throws IOException;
  }

  @Test
  void oneThatLeavesInItsUploadIsNoFailureOfTheService() throws Exception {
    byte[] form = Form.good().end().bytes();
    try (HeldService held = new HeldService(ONE_AT_ONCE);
        RawConnection client = new RawConnection(held.service().uri())) {
      client.sendHead("Content-Length: " + form.length + "\r\n").send(Arrays.copyOf(form, 1));
      held.client().awaitMetric("nghe_upload_memory_bytes", 1);
      client.reset();

      assertLeft(held, "upload");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "RESET,false",
    "RESET,true",
    "CLOSE,false",
    "CLOSE,true",
    "FINISH,false",
    "FINISH,true"
  })
  void theWorkOnItsClipIsEnded(Farewell farewell, boolean streamed) throws Exception {
    try (HeldService held = new HeldService(ONE_AT_ONCE);
        RawConnection client = new RawConnection(held.service().uri())) {
      ask(client, streamed);
      held.awaitBegun();
      farewell.say(client);

      assertLeft(held, "work");
    }
  }

  @ParameterizedTest
  @EnumSource(Farewell.class)
  void itsClipLeavesTheQueue(Farewell farewell) throws Exception {
    try (HeldService held = new HeldService(Map.of());
        RawConnection first = new RawConnection(held.service().uri());
        RawConnection client = new RawConnection(held.service().uri())) {
      ask(first, false);
      held.awaitBegun();
      ask(client, false);
      held.client().awaitMetric("nghe_queue_depth", 1);
      farewell.say(client);

      held.client().awaitMetric("nghe_queue_depth", 0);
      held.client().awaitMetric("nghe_disconnected_total{during=\"work\"}", 1);
      assertEquals(1, held.client().metric("nghe_workers_busy"));
      held.release();
      assertEquals(200, first.receive().status());
    }
  }

  /** What is read ahead to see whether a client leaves is part of its next request. */
  @ParameterizedTest
  @ValueSource(ints = {1, 30, 60, 100_000})
  void aRequestThatComesMeanwhileIsAnsweredAfterwards(int early) throws Exception {
    byte[] form = Form.good().end().bytes();
    String head =
        "POST /v1/audio/transcriptions HTTP/1.1\r\nHost: localhost\r\nContent-Type: "
            + Form.CONTENT_TYPE
            + "\r\nContent-Length: "
            + form.length
            + "\r\n\r\n";
    byte[] next = new Form().raw(head).raw(form).bytes();
    try (HeldService held = new HeldService(Map.of());
        RawConnection client = new RawConnection(held.service().uri())) {
      ask(client, false);
      held.awaitBegun();
      int split = Math.min(early, next.length);
      client.send(Arrays.copyOf(next, split));
      // While another connection is answered, the bytes above arrive.
      assertEquals(1, held.client().metric("nghe_workers_busy"));
      held.release();
      assertEquals(200, client.receive().status());
      client.send(Arrays.copyOfRange(next, split, next.length));

      assertEquals(200, client.receive().status());
    }
  }

  @Test
  void theEngineEndsARecordingInTheMiddle() throws Exception {
    byte[] recording = Wav.repeated(TestFiles.bytes(TestFiles.clip("cv9-vi-24743774.wav")), 100);
    try (NgheService service = SharedService.another(Map.of("nghe.workers", "1"));
        RawConnection client = new RawConnection(service.uri())) {
      byte[] form = Form.ofFile(recording).end().bytes();
      client.sendHead("Content-Length: " + form.length + "\r\n").send(form);
      Client other = new Client(service.uri());
      other.awaitMetric("nghe_stage_seconds_count{stage=\"decode\"}", 1);
      client.reset();

      other.awaitMetric("nghe_disconnected_total{during=\"work\"}", 1);
      other.awaitMetric("nghe_workers_busy", 0);
      // A transcript that came to its end would be counted as audio.
      assertEquals(0, other.metric("nghe_audio_seconds_total"));
    }
  }

  private static void ask(RawConnection client, boolean streamed) throws IOException {
    Form form = streamed ? Form.good().text("stream", "true") : Form.good();
    byte[] body = form.end().bytes();
    client.sendHead("Content-Length: " + body.length + "\r\n").send(body);
  }

  /** Nothing of the client is left, though the recogniser was never let go on. */
  private static void assertLeft(HeldService held, String during) {
    Client other = held.client();
    other.awaitMetric("nghe_disconnected_total{during=\"" + during + "\"}", 1);
    assertEquals(1, other.metric("nghe_requests_total{outcome=\"disconnected\"}"));
    other.awaitMetric("nghe_upload_memory_bytes", 0);
    other.awaitMetric("nghe_workers_busy", 0);
    held.release();
    // The only one that this caller may have at once; the place is free a little after the count.
    int status = other.transcribe(Form.good().end()).statusCode();
    while (status == 429) {
      status = other.transcribe(Form.good().end()).statusCode();
    }
    assertEquals(200, status);
    assertEquals(0, other.metric("nghe_requests_total{outcome=\"internal_error\"}"));
  }
}
