// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.upload;

import io.helidon.http.RequestException;
import java.io.IOException;
import java.io.InputStream;

/** A request body that is refused as soon as it turns out larger than allowed. */
final class CountedBody extends InputStream {
  private final InputStream body;
  private final long limit;
  private long count;

  /**
   * Begins at the first byte of {@code body}.
   *
   * @param limit the most bytes to pass on
   */
  CountedBody(InputStream body, long limit) {
    this.body = body;
    this.limit = limit;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int read = body.read(target, offset, length);
    if (read > 0) {
      count += read;
      if (count > limit) {
        throwAway(target, offset, length);
        throw UploadHead.tooLarge(limit);
      }
    }
    return read;
  }

  /**
   * A client that is still sending sees a reset connection instead of the answer, so it may finish.
   * The server itself ends a body that goes on for much longer.
   */
  private void throwAway(byte[] target, int offset, int length) throws IOException {
    try {
      int read = 0;
      while (read >= 0) {
        read = body.read(target, offset, length);
      }
    } catch (RequestException _) {
      // Past the server's own limit: whoever sends that much does not wait for an answer.
    }
  }
}
