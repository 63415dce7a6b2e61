// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.access;

import com.nimbusds.jose.util.Resource;
import com.nimbusds.jose.util.ResourceRetriever;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URL;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Fetches documents within a time from the first to the last byte. The timeouts of the connection
 * count from the last byte, so a provider that sends one now and then would keep everybody waiting
 * who sends a token.
 *
 * @param connection fetches
 * @param longest how long that may take
 */
record DeadlineRetriever(ResourceRetriever connection, Duration longest)
    implements ResourceRetriever {
  @Override
  public Resource retrieveResource(URL url) throws IOException {
    FutureTask<Resource> task = new FutureTask<>(() -> connection.retrieveResource(url));
    // An interrupt closes the socket that a virtual thread reads from.
    Thread.ofVirtual().name("provider").start(task);
    try {
      return task.get(longest.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new IOException(url + " did not come whole within " + longest.toSeconds() + " s", e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("stopped while fetching " + url);
    } catch (ExecutionException e) {
      throw new IOException(e.getCause().getMessage(), e);
    } finally {
      task.cancel(true);
    }
  }
}
