// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.access;

import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** The sessions and streams that are open, which end when their credentials no longer hold. */
final class OpenRequests {
  private static final System.Logger LOG = System.getLogger(OpenRequests.class.getName());

  private final Set<Entry> entries = ConcurrentHashMap.newKeySet();
  private final Consumer<Denial> denied;

  /**
   * Begins without any.
   *
   * @param denied is told of every session and stream that has to end
   */
  OpenRequests(Consumer<Denial> denied) {
    this.denied = denied;
  }

  /** One session or stream. Two are never the same, so no record. */
  private static final class Entry {
    private final Validity validity;
    private final Consumer<Denial> onLoss;

    private Entry(Validity validity, Consumer<Denial> onLoss) {
      this.validity = validity;
      this.onLoss = onLoss;
    }
  }

  /** Watches until the result is closed. {@code onLoss} is run once at most, and must not block. */
  AccessWatch add(Validity validity, Consumer<Denial> onLoss) {
    Entry entry = new Entry(validity, onLoss);
    entries.add(entry);
    return () -> entries.remove(entry);
  }

  /**
   * Ends what has to end.
   *
   * @return whether all of it could be told so; what could not is told again by the next call
   */
  boolean check() {
    Instant now = Instant.now();
    boolean all = true;
    for (Entry entry : entries) {
      try {
        entry.validity.denial(now).ifPresent(denial -> end(entry, denial));
      } catch (RuntimeException | Error e) {
        LOG.log(System.Logger.Level.ERROR, "cannot end what lost its credentials", e);
        all = false;
      }
    }
    return all;
  }

  private void end(Entry entry, Denial denial) {
    entry.onLoss.accept(denial);
    entries.remove(entry);
    denied.accept(denial);
  }
}
