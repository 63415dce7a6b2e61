// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clients that leave in the middle of an answer are nothing for an operator to look at. */
class QuietLeavingTest {
  private static final Logger ROOT = Logger.getLogger("");
  private static final int CLIENTS = 6;

  private final Queue<String> warnings = new ConcurrentLinkedQueue<>();
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord line) {
          if (line.getLevel().intValue() >= Level.WARNING.intValue()) {
            warnings.add(line.getLoggerName() + " " + line.getMessage() + " " + line.getThrown());
          }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void listen() {
    ROOT.addHandler(handler);
  }

  @AfterEach
  void forget() {
    ROOT.removeHandler(handler);
  }

  @Test
  void aStreamThatIsLeftIsNoWarning() throws Exception {
    byte[] form = Form.good().text("stream", "true").end().bytes();
    for (int i = 0; i < CLIENTS; i++) {
      RawConnection connection = new RawConnection(SharedService.get().uri());
      connection.sendHead("Content-Length: " + form.length + "\r\n").send(form);
      connection.awaitAnswer();
      connection.reset();
    }
    // One worker or two: those who come after have been worked for after the others.
    for (int i = 0; i < CLIENTS; i++) {
      assertEquals(200, SharedService.client().transcribe(Form.good().end()).statusCode());
    }

    assertEquals(List.of(), List.copyOf(warnings));
  }
}
