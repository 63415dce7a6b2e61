// SPDX-License-Identifier: Apache-2.0
package vn.nghe.perf.service;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;

/**
 * What a service takes of the machine.
 *
 * @param resident memory of the process in MiB, before the collection
 * @param heap memory in MiB that is used after a collection
 * @param threads platform threads of the Java virtual machine
 * @param files open file descriptors
 */
record ServiceState(double resident, double heap, double threads, double files) {
  private static final double MEBIBYTE = 1 << 20;

  /**
   * Reads it, after a collection.
   *
   * @param service the service's address
   * @param process its process id
   */
  static ServiceState read(HttpClient http, String service, long process)
      throws IOException, InterruptedException {
    // A collection may return some of it to the system.
    double resident =
        ProcessMemory.resident(process)
                .orElseThrow(() -> new IOException("process " + process + " has ended"))
            / MEBIBYTE;
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    Process collect =
        new ProcessBuilder(jcmd.toString(), Long.toString(process), "GC.run")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    if (collect.waitFor() != 0) {
      throw new IOException("jcmd cannot reach process " + process);
    }
    String figures =
        http.send(
                HttpRequest.newBuilder(URI.create(service + "/metrics")).build(),
                BodyHandlers.ofString())
            .body();
    return new ServiceState(
        resident,
        figure(figures, "jvm_memory_used_bytes{area=\"heap\"}") / MEBIBYTE,
        figure(figures, "jvm_threads_current"),
        figure(figures, "process_open_fds"));
  }

  private static double figure(String metrics, String series) throws IOException {
    return metrics
        .lines()
        .filter(line -> line.startsWith(series + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
        .findFirst()
        .orElseThrow(() -> new IOException("the service reports no metric " + series));
  }
}
