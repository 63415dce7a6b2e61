// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.upload;

import io.helidon.http.RequestException;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;
import vn.nghe.service.error.ErrorCode;
import vn.nghe.service.error.RefusedException;

/**
 * A request body that is refused as soon as it turns out larger than allowed, or breaks the rules
 * of HTTP. Once it has failed it fails for ever: the multipart parser closes its streams by reading
 * them to their end, also after a failure, which would wait for a client that has nothing to send.
 */
final class CountedBody extends InputStream {
  private final InputStream body;
  private final long limit;
  private final LongConsumer counted;
  private volatile long count;
  private volatile long lastArrival = System.nanoTime();
  private boolean failed;

  /**
   * Begins at the first byte of {@code body}.
   *
   * @param limit the most bytes to pass on
   * @param counted hears how many bytes came so far, before they are passed on; may refuse them
   */
  CountedBody(InputStream body, long limit, LongConsumer counted) {
    this.body = body;
    this.limit = limit;
    this.counted = counted;
  }

  /** How many bytes came so far; other threads may ask. */
  long count() {
    return count;
  }

  /** When the last of them came, in the time of {@link System#nanoTime()}. */
  long lastArrival() {
    return lastArrival;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (failed) {
      throw new IOException("the body has failed before");
    }
    failed = true;
    int read = readCounted(target, offset, length);
    failed = false;
    return read;
  }

  private int readCounted(byte[] target, int offset, int length) throws IOException {
    int read = readBody(target, offset, length);
    long sum = count + Math.max(0, read);
    count = sum;
    if (sum > limit) {
      // A client that is still sending would see a reset connection instead of the answer.
      while (read >= 0) {
        read = readBody(target, offset, length);
      }
      throw UploadHead.tooLarge(limit);
    }
    counted.accept(sum);
    return read;
  }

  /** Helidon tells of a broken chunk by either exception, and of one past its own limit by 413. */
  private int readBody(byte[] target, int offset, int length) throws IOException {
    try {
      int read = body.read(target, offset, length);
      lastArrival = System.nanoTime();
      return read;
    } catch (RequestException e) {
      throw e.status().code() == 413 ? UploadHead.tooLarge(limit) : malformed();
    } catch (IllegalArgumentException _) {
      throw malformed();
    }
  }

  private static RefusedException malformed() {
    return RefusedException.of(
        ErrorCode.MALFORMED_REQUEST, "The request body breaks the rules of HTTP/1.1.");
  }
}
