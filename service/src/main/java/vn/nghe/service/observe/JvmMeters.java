// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.observe;

import io.helidon.metrics.api.Tag;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ClassLoadingMXBean;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryUsage;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/** Memory, classes and threads of the JVM, by the names that Prometheus' client gives them. */
final class JvmMeters {
  private final Meters meters;
  private final ClassLoadingMXBean classes = ManagementFactory.getClassLoadingMXBean();
  private final Optional<CompilationMXBean> compilation =
      Optional.ofNullable(ManagementFactory.getCompilationMXBean());
  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

  JvmMeters(Meters meters) {
    this.meters = meters;
    runtime();
    memory();
    memoryPools();
    bufferPools();
    classes();
    threads();
  }

  private void runtime() {
    meters.gauge(
        "jvm_runtime_info",
        "JVM runtime info",
        () -> 1,
        Tag.create("runtime", System.getProperty("java.runtime.name", "unknown")),
        Tag.create("vendor", System.getProperty("java.vm.vendor", "unknown")),
        Tag.create("version", System.getProperty("java.runtime.version", "unknown")));
    compilation
        .filter(CompilationMXBean::isCompilationTimeMonitoringSupported)
        .ifPresent(
            it ->
                meters.counter(
                    "jvm_compilation_time_seconds_total",
                    "The total time in seconds taken for HotSpot class compilation",
                    Unit.MILLISECONDS,
                    it,
                    CompilationMXBean::getTotalCompilationTime));
  }

  // Finalisation goes away, and with it the count; until then dashboards may show it.
  @SuppressWarnings("deprecation")
  private void memory() {
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    meters.gauge(
        "jvm_memory_objects_pending_finalization",
        "The number of objects waiting in the finalizer queue.",
        memory::getObjectPendingFinalizationCount);
    area("heap", memory::getHeapMemoryUsage);
    area("nonheap", memory::getNonHeapMemoryUsage);
  }

  private void area(String name, Supplier<MemoryUsage> usage) {
    Tag area = Tag.create("area", name);
    bytes("jvm_memory_used", "Used bytes of a", usage, MemoryUsage::getUsed, area);
    bytes("jvm_memory_committed", "Committed (bytes) of a", usage, MemoryUsage::getCommitted, area);
    bytes("jvm_memory_max", "Max (bytes) of a", usage, MemoryUsage::getMax, area);
    bytes("jvm_memory_init", "Initial bytes of a", usage, MemoryUsage::getInit, area);
  }

  private void memoryPools() {
    for (MemoryPoolMXBean bean : ManagementFactory.getMemoryPoolMXBeans()) {
      Tag pool = Tag.create("pool", bean.getName());
      Supplier<MemoryUsage> now = bean::getUsage;
      bytes("jvm_memory_pool_used", "Used bytes of a", now, MemoryUsage::getUsed, pool);
      bytes(
          "jvm_memory_pool_committed",
          "Committed bytes of a",
          now,
          MemoryUsage::getCommitted,
          pool);
      bytes("jvm_memory_pool_max", "Max bytes of a", now, MemoryUsage::getMax, pool);
      bytes("jvm_memory_pool_init", "Initial bytes of a", now, MemoryUsage::getInit, pool);
      if (bean.getCollectionUsage() != null) {
        Supplier<MemoryUsage> then = bean::getCollectionUsage;
        bytes(
            "jvm_memory_pool_collection_used",
            "Used bytes after last collection of a",
            then,
            MemoryUsage::getUsed,
            pool);
        bytes(
            "jvm_memory_pool_collection_committed",
            "Committed after last collection bytes of a",
            then,
            MemoryUsage::getCommitted,
            pool);
        bytes(
            "jvm_memory_pool_collection_max",
            "Max bytes after last collection of a",
            then,
            MemoryUsage::getMax,
            pool);
        bytes(
            "jvm_memory_pool_collection_init",
            "Initial after last collection bytes of a",
            then,
            MemoryUsage::getInit,
            pool);
      }
    }
  }

  private void bytes(
      String name,
      String help,
      Supplier<MemoryUsage> usage,
      ToLongFunction<MemoryUsage> bytes,
      Tag tag) {
    String of = tag.key().equals("area") ? " given JVM memory area." : " given JVM memory pool.";
    meters.gauge(name + "_bytes", help + of, () -> bytes.applyAsLong(usage.get()), tag);
  }

  private void bufferPools() {
    for (BufferPoolMXBean bean : ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)) {
      Tag pool = Tag.create("pool", bean.getName());
      meters.gauge(
          "jvm_buffer_pool_used_bytes",
          "Used bytes of a given JVM buffer pool.",
          bean::getMemoryUsed,
          pool);
      meters.gauge(
          "jvm_buffer_pool_capacity_bytes",
          "Bytes capacity of a given JVM buffer pool.",
          bean::getTotalCapacity,
          pool);
      meters.gauge(
          "jvm_buffer_pool_used_buffers",
          "Used buffers of a given JVM buffer pool.",
          bean::getCount,
          pool);
    }
  }

  private void classes() {
    meters.gauge(
        "jvm_classes_currently_loaded",
        "The number of classes that are currently loaded in the JVM",
        classes::getLoadedClassCount);
    meters.counter(
        "jvm_classes_loaded_total",
        "The total number of classes that have been loaded since the JVM has started execution",
        Unit.ONE,
        classes,
        ClassLoadingMXBean::getTotalLoadedClassCount);
    meters.counter(
        "jvm_classes_unloaded_total",
        "The total number of classes that have been unloaded since the JVM has started execution",
        Unit.ONE,
        classes,
        ClassLoadingMXBean::getUnloadedClassCount);
  }

  private void threads() {
    meters.gauge("jvm_threads_current", "Current thread count of a JVM", threads::getThreadCount);
    meters.gauge(
        "jvm_threads_daemon", "Daemon thread count of a JVM", threads::getDaemonThreadCount);
    meters.gauge("jvm_threads_peak", "Peak thread count of a JVM", threads::getPeakThreadCount);
    meters.counter(
        "jvm_threads_started_total",
        "Started thread count of a JVM",
        Unit.ONE,
        threads,
        ThreadMXBean::getTotalStartedThreadCount);
    meters.gauge(
        "jvm_threads_deadlocked",
        "Cycles of JVM-threads that are in deadlock waiting to acquire object monitors or ownable"
            + " synchronizers",
        () -> length(threads.findDeadlockedThreads()));
    meters.gauge(
        "jvm_threads_deadlocked_monitor",
        "Cycles of JVM-threads that are in deadlock waiting to acquire object monitors",
        () -> length(threads.findMonitorDeadlockedThreads()));
    for (Thread.State state : Thread.State.values()) {
      inState(state.name(), () -> states().stream().filter(state::equals).count());
    }
    // A thread that ended after its number was looked up.
    inState("UNKNOWN", () -> threads.getAllThreadIds().length - states().size());
  }

  private void inState(String name, Supplier<Number> count) {
    meters.gauge(
        "jvm_threads_state",
        "Current count of threads by state",
        () -> count.get().doubleValue(),
        Tag.create("state", name));
  }

  private List<Thread.State> states() {
    return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
        .flatMap(info -> Optional.ofNullable(info).map(ThreadInfo::getThreadState).stream())
        .toList();
  }

  private static int length(long[] threadsOrNull) {
    return threadsOrNull == null ? 0 : threadsOrNull.length;
  }
}
