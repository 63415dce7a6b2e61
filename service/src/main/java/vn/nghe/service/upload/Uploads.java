// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.upload;

import io.helidon.webserver.http.ServerRequest;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import vn.nghe.service.http.ApiException;
import vn.nghe.service.http.ErrorCode;

/** Takes forms in, within limits of size, time and memory. */
public final class Uploads {
  private final long limit;
  private final Duration timeout;
  private final UploadBudget budget;

  /**
   * Takes nothing yet.
   *
   * @param limit the largest body to take, in bytes
   * @param timeout how long a body may take to arrive
   * @param budget the memory for all bodies together
   */
  public Uploads(long limit, Duration timeout, UploadBudget budget) {
    this.limit = limit;
    this.timeout = timeout;
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
      InputStream body = new CountedBody(request.content().inputStream(), limit);
      FutureTask<List<Part>> reading = new FutureTask<>(() -> MultipartForm.read(body, boundary));
      Thread.ofVirtual().name("upload").start(reading);
      try {
        return reading.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
      } catch (TimeoutException _) {
        // The reading thread ends when the connection is closed after the answer.
        throw ApiException.of(
            ErrorCode.UPLOAD_TIMEOUT,
            "The request body did not arrive within " + timeout.toSeconds() + " s.");
      } catch (ExecutionException e) {
        throw rethrow(e.getCause());
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
