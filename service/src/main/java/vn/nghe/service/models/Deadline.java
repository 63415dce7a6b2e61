// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.models;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import vn.nghe.service.schedule.TimedCall;

/**
 * Ends what a store is asked for after a time, and says so in the registry's own words.
 *
 * @param longest how long an answer may take, from the question to its last byte
 */
record Deadline(Duration longest) {
  /**
   * Does {@code work} as {@link TimedCall} does.
   *
   * @param what is asked for, for the message
   * @throws RegistryException if it takes too long, and what {@code work} throws
   */
  <T> T within(String what, Callable<T> work) {
    try {
      return TimedCall.within(longest, "store", work);
    } catch (TimeoutException e) {
      throw unavailable(what + " did not come whole within " + longest.toSeconds() + " s.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unavailable(what + " was not waited for, since the service stops.", e);
    } catch (ExecutionException e) {
      throw switch (e.getCause()) {
        case RuntimeException cause -> cause;
        case Error cause -> throw cause;
        case Throwable cause -> unavailable(what + " cannot be read: " + cause.getMessage(), e);
      };
    }
  }

  private static RegistryException unavailable(String message, Exception cause) {
    return new RegistryException(RegistryFault.STORE_UNAVAILABLE, message, cause);
  }
}
