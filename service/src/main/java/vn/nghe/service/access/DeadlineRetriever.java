// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.access;

import com.nimbusds.jose.util.Resource;
import com.nimbusds.jose.util.ResourceRetriever;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URL;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import vn.nghe.service.schedule.TimedCall;

/**
 * Fetches documents within a time from the first to the last byte, so that a provider which sends
 * one now and then does not keep everybody waiting who sends a token.
 *
 * @param connection fetches
 * @param longest how long that may take
 */
record DeadlineRetriever(ResourceRetriever connection, Duration longest)
    implements ResourceRetriever {
  @Override
  public Resource retrieveResource(URL url) throws IOException {
    try {
      return TimedCall.within(longest, "provider", () -> connection.retrieveResource(url));
    } catch (TimeoutException e) {
      throw new IOException(url + " did not come whole within " + longest.toSeconds() + " s", e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("stopped while fetching " + url);
    } catch (ExecutionException e) {
      throw new IOException(e.getCause().getMessage(), e);
    }
  }
}
