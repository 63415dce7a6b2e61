// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.upload;

import io.helidon.webserver.http.ServerRequest;
import java.util.List;
import vn.nghe.service.error.RefusedException;

/** Takes forms in, within limits of size, time and memory. */
public final class Uploads {
  private final long limit;
  private final Pace pace;
  private final UploadBudget budget;

  /**
   * Takes nothing yet.
   *
   * @param budget the memory for all bodies together
   */
  public Uploads(UploadSettings settings, UploadBudget budget) {
    this.limit = settings.maxBytes();
    this.pace = settings.pace();
    this.budget = budget;
  }

  /**
   * Looks at the headers only. Memory is set aside as the body arrives.
   *
   * @param caller whose memory it is
   * @throws RefusedException if the body will not be read, and why
   */
  public Upload accept(ServerRequest request, String caller) {
    UploadHead head = UploadHead.of(request.headers(), limit);
    UploadBudget.Reservation memory = budget.reserve(caller);
    memory.require(head.length().orElse(0));
    return new Upload(request, head.boundary(), memory);
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
     * Reads the whole body.
     *
     * @throws RefusedException if the form is broken, too large or too slow, or there is no memory
     *     left for it
     */
    public List<Part> read() throws InterruptedException {
      CountedBody body = new CountedBody(request.content().inputStream(), limit, memory::growTo);
      return PacedReading.read(body, pace, it -> MultipartForm.read(it, boundary));
    }

    @Override
    public void close() {
      memory.close();
    }
  }
}
