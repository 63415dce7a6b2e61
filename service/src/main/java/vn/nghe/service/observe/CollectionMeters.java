// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.observe;

import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.GcInfo;
import io.helidon.metrics.api.Counter;
import io.helidon.metrics.api.Tag;
import io.helidon.metrics.api.Timer;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryUsage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.management.ListenerNotFoundException;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;

/** What the garbage collectors tell of when they have run: how long, and what was allocated. */
final class CollectionMeters implements NotificationListener, AutoCloseable {
  private final Map<String, Timer> collections = new HashMap<>();
  private final Map<String, Counter> allocated = new HashMap<>();
  private final Map<String, Long> usedAfter = new HashMap<>();

  CollectionMeters(Meters meters) {
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      allocated.put(
          pool.getName(),
          meters.counter(
              "jvm_memory_pool_allocated_bytes_total",
              "Total bytes allocated in a given JVM memory pool. Only updated after GC, not"
                  + " continuously.",
              Unit.ONE,
              Tag.create("pool", pool.getName())));
    }
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      Timer timer =
          meters.timer(
              "jvm_gc_collection_seconds",
              "Time spent in a given JVM garbage collector in seconds.",
              List.of(),
              Tag.create("gc", collector.getName()));
      long before = collector.getCollectionCount();
      for (long i = 0; i < before; i++) {
        // Of collections before this only the sum of their times is known.
        timer.record(
            TimeUnit.MILLISECONDS.toNanos(collector.getCollectionTime()) / before,
            TimeUnit.NANOSECONDS);
      }
      collections.put(collector.getName(), timer);
      if (collector instanceof NotificationEmitter emitter) {
        emitter.addNotificationListener(this, null, null);
      }
    }
  }

  @Override
  public synchronized void handleNotification(Notification notification, Object handback) {
    if (!notification
        .getType()
        .equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION)) {
      return;
    }
    GarbageCollectionNotificationInfo told =
        GarbageCollectionNotificationInfo.from((CompositeData) notification.getUserData());
    GcInfo info = told.getGcInfo();
    collections.get(told.getGcName()).record(info.getDuration(), TimeUnit.MILLISECONDS);
    Map<String, MemoryUsage> after = info.getMemoryUsageAfterGc();
    info.getMemoryUsageBeforeGc()
        .forEach((pool, before) -> count(pool, before.getUsed(), after.get(pool).getUsed()));
  }

  /** A pool grew since the collection before this one, and may grow by what is moved into it. */
  private void count(String pool, long before, long after) {
    long since = usedAfter.getOrDefault(pool, 0L);
    usedAfter.put(pool, after);
    allocated.get(pool).increment(Math.max(0, before - since) + Math.max(0, after - before));
  }

  @Override
  public void close() {
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      if (collector instanceof NotificationEmitter emitter) {
        try {
          emitter.removeNotificationListener(this);
        } catch (ListenerNotFoundException e) {
          throw new IllegalStateException(collector.getName() + " has lost its listener", e);
        }
      }
    }
  }
}
