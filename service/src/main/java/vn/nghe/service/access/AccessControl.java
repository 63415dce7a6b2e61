// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import vn.nghe.service.config.ConfigurationException;
import vn.nghe.service.error.RefusedException;
import vn.nghe.service.observe.ServiceMetrics;
import vn.nghe.service.schedule.PeriodicTask;
import vn.nghe.service.schedule.Schedule;

/** Decides who may use the service, and how much of it, and counts those it refuses. */
public final class AccessControl implements AutoCloseable {
  private final Authenticator authenticator;
  private final AudioUsage usage;
  private final CallerLimits limits;
  private final Consumer<Denial> denied;
  private final OpenRequests open;
  private final BooleanSupplier fresh;

  private AccessControl(
      Authenticator authenticator,
      AudioUsage usage,
      Consumer<Denial> denied,
      BooleanSupplier fresh) {
    this.authenticator = authenticator;
    this.usage = usage;
    this.limits = new CallerLimits(usage);
    this.denied = denied;
    this.open = new OpenRequests(denied);
    this.fresh = fresh;
  }

  /**
   * Opens the files that the settings name.
   *
   * @param schedule on which the key file is watched
   * @throws ConfigurationException if one cannot be used
   */
  public static AccessControl of(
      AccessSettings settings, ServiceMetrics metrics, Schedule schedule) {
    Consumer<Denial> denied =
        metrics.counter(
            "nghe_access_refused_total",
            "Requests refused for who sent them or for their limits",
            "reason",
            Denial.class);
    Authenticator authenticator = authenticator(settings, denied);
    metrics.gauge("nghe_api_keys", "Keys in the key file", authenticator::keyCount);
    metrics.gauge(
        "nghe_key_file_current",
        "1 while the keys in force are those of the key file, 0 while it is broken",
        () -> authenticator.isCurrent() ? 1 : 0);
    AudioUsage usage;
    try {
      usage = usage(settings);
    } catch (RuntimeException e) {
      authenticator.close();
      throw e;
    }
    metrics.gauge(
        "nghe_usage_clock_behind_days",
        "How many days the clock is behind the newest day on which audio was counted",
        usage::daysBehind);
    metrics.gauge(
        "nghe_usage_clock_leaps",
        "How often the clock leapt by more than an hour since the start",
        usage::leaps);
    AccessControl access =
        new AccessControl(
            authenticator,
            usage,
            denied,
            () -> schedule.overdue(PeriodicTask.KEY_FILE).compareTo(settings.staleAfter()) < 0);
    authenticator.watch(schedule);
    schedule.every(PeriodicTask.OPEN_REQUESTS, WatchedKeys.PERIOD, access.open::check);
    return access;
  }

  private static Authenticator authenticator(AccessSettings settings, Consumer<Denial> denied) {
    try {
      return Authenticator.of(settings.keys(), settings.provider(), settings.limits(), denied);
    } catch (KeyFileException e) {
      throw new ConfigurationException("nghe.auth.keys: " + e.getMessage(), e);
    }
  }

  private static AudioUsage usage(AccessSettings settings) {
    return settings
        .usage()
        .map(AccessControl::keptIn)
        .orElseGet(() -> AudioUsage.inMemory(InstantSource.system()));
  }

  private static AudioUsage keptIn(Path file) {
    try {
      return AudioUsage.keptIn(file, InstantSource.system());
    } catch (IOException e) {
      throw new ConfigurationException(
          "nghe.auth.usage: how much audio is used cannot be kept in "
              + file
              + " ("
              + e.getClass().getSimpleName()
              + ": "
              + e.getMessage()
              + "). Name a file that the service may write.",
          e);
    }
  }

  /**
   * Whose credentials these are.
   *
   * @throws RefusedException if that cannot be told, with what to answer
   */
  public Caller authenticate(Credentials credentials) {
    return authenticator.authenticate(credentials);
  }

  /**
   * Makes sure that a caller has the right to something.
   *
   * @throws RefusedException if not, with what to answer
   */
  public void requireScope(Caller caller, Scope scope) {
    if (!caller.may(scope)) {
      denied.accept(Denial.SCOPE_MISSING);
      throw Denial.lacking(scope);
    }
  }

  /**
   * Lets a request in within the limits of its caller, until the result is closed.
   *
   * @throws RefusedException if it is one too many at once or in this minute
   */
  public CallerLimits.Admission admit(Caller caller) {
    try {
      return limits.admit(caller.id(), caller.limits());
    } catch (RefusedException e) {
      count(e);
      throw e;
    }
  }

  /**
   * Watches the credentials of a session until the result is closed.
   *
   * @param onLoss hears, once at most, what to tell the client when they no longer hold; must not
   *     block
   */
  public AccessWatch watch(Caller caller, Consumer<RefusedException> onLoss) {
    return open.add(caller.validity(), denial -> onLoss.accept(denial.answer()));
  }

  /** Interrupts the calling thread when the caller's credentials no longer hold. */
  public HeldAccess hold(Caller caller) {
    return new HeldAccess(onLoss -> watch(caller, onLoss));
  }

  /**
   * Whether the keys in force are those of the key file, or were so within the time that the
   * settings allow for.
   */
  public boolean hasFreshKeys() {
    return fresh.getAsBoolean();
  }

  /** Counts a refusal, if it is for the limits of a caller. */
  public void count(RefusedException refusal) {
    Denial.of(refusal.code()).ifPresent(denied);
  }

  @Override
  public void close() {
    authenticator.close();
    try {
      usage.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close the file of used audio", e);
    }
  }
}
