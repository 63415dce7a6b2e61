// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.upload;

import io.helidon.webserver.http.ServerRequest;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import vn.nghe.service.http.ApiException;

/** Takes forms in, within limits of size, time and memory. */
public final class Uploads {
  private final long limit;
  private final Pace pace;
  private final UploadBudget budget;

  /**
   * Takes nothing yet.
   *
   * @param limit the largest body to take, in bytes
   * @param pace how fast a body must arrive
   * @param budget the memory for all bodies together
   */
  public Uploads(long limit, Pace pace, UploadBudget budget) {
    this.limit = limit;
    this.pace = pace;
    this.budget = budget;
  }

  /**
   * Looks at the headers only and sets memory aside for the body.
   *
   * @throws ApiException if the body will not be read, and why
   */
  public Upload accept(ServerRequest request) {
    UploadHead head = UploadHead.of(request.headers(), limit);
    // A body in chunks may grow to the limit.
    return new Upload(request, head.boundary(), budget.reserve(head.length().orElse(limit)));
  }

  /** One form under way; it holds its memory until it is closed. */
  public final class Upload implements AutoCloseable {
    private final ServerRequest request;
    private final String boundary;
    private final UploadBudget.Reservation memory;

    private Upload(ServerRequest request, String boundary, UploadBudget.Reservation memory) {
      this.request = request;
      this.boundary = boundary;
      this.memory = memory;
    }

    /**
     * Reads the whole body, on a thread of its own: Helidon sets no read timeout on the sockets it
     * accepts, so a client that stops sending would hold the caller for ever.
     *
     * @throws ApiException if the form is broken, too large or too slow
     */
    public List<Part> read() throws InterruptedException {
      CountedBody body = new CountedBody(request.content().inputStream(), limit);
      FutureTask<List<Part>> reading = new FutureTask<>(() -> MultipartForm.read(body, boundary));
      Thread.ofVirtual().name("upload").start(reading);
      try {
        return await(reading, body);
      } catch (ExecutionException e) {
        throw rethrow(e.getCause());
      }
    }

    /** Whose reading is given up ends when the connection is closed after the answer. */
    private List<Part> await(FutureTask<List<Part>> reading, CountedBody body)
        throws InterruptedException, ExecutionException {
      long begun = System.nanoTime();
      while (true) {
        long now = System.nanoTime();
        long wait = pace.require(now - begun, now - body.lastArrival(), body.count());
        try {
          return reading.get(wait, TimeUnit.NANOSECONDS);
        } catch (TimeoutException _) {
          // Time for another look.
        }
      }
    }

    @Override
    public void close() {
      memory.close();
    }
  }

  private static RuntimeException rethrow(Throwable cause) {
    return switch (cause) {
      case RuntimeException e -> e;
      case Error e -> throw e;
      default -> new IllegalStateException("an upload failed", cause);
    };
  }
}
