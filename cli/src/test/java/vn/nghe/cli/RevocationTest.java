// SPDX-License-Identifier: Apache-2.0
package vn.nghe.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vn.nghe.cli.NgheProcess.nghe;

import java.io.BufferedReader;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.nghe.cli.NgheProcess.Result;

/** {@code nghe keys revoke} beside a running {@code nghe serve}. */
final class RevocationTest {
  private Path folder;
  private Path file;
  private String id;

  @BeforeEach
  void create(@TempDir Path scratch) throws Exception {
    folder = scratch;
    file = folder.resolve("keys.json");
    Result created = nghe("keys", "create", "--file", file, "--owner", "An").run();
    assertEquals(0, created.exitCode(), created.messages());
    id = created.data().substring("nghe_".length(), "nghe_".length() + 12);
  }

  private Process serve(Path keys) throws Exception {
    return nghe("serve", "--port", 0, "--keys", keys)
        .with(Map.of("NGHE_AUTH_USAGE", folder.resolve("usage").toString()))
        .start();
  }

  private static void awaitReady(BufferedReader log) throws Exception {
    for (String line = log.readLine(); line != null; line = log.readLine()) {
      if (line.contains("answers on")) {
        return;
      }
    }
    throw new AssertionError("the service ended before it answered");
  }

  @Test
  void aServiceThatReadsTheChangeIsSaidTo() throws Exception {
    Process service = serve(file);
    try (BufferedReader log = service.inputReader(UTF_8)) {
      awaitReady(log);

      assertEquals(
          new Result(
              0, "", "nghe: key " + id + " is revoked; the running service refuses it now\n"),
          nghe("keys", "revoke", "--file", file, id).run());
    } finally {
      service.destroyForcibly();
    }
  }

  /**
   * A descriptor of a file stays with it when its name is given to another, as a mount of a single
   * file does.
   */
  @Test
  void aServiceThatCannotSeeTheChangeIsAFailure() throws Exception {
    try (RandomAccessFile mount = new RandomAccessFile(file.toFile(), "r")) {
      assertTrue(mount.length() > 0);
      Process service = serve(descriptorOf(file));
      try (BufferedReader log = service.inputReader(UTF_8)) {
        awaitReady(log);

        Result revoked = nghe("keys", "revoke", "--file", file, id).run();

        assertEquals(1, revoked.exitCode(), revoked.messages());
        assertTrue(revoked.messages().contains("still accepts it"), revoked.messages());
        String said = log.readLine();
        while (!said.contains("mount its folder")) {
          said = log.readLine();
        }
      } finally {
        service.destroyForcibly();
      }
    }
  }

  /** As another process of the same user finds it. */
  private static Path descriptorOf(Path file) throws Exception {
    Path own = Path.of("/proc", Long.toString(ProcessHandle.current().pid()), "fd");
    try (Stream<Path> descriptors = Files.list(own)) {
      for (Path descriptor : descriptors.toList()) {
        if (Files.exists(descriptor)
            && Files.readSymbolicLink(descriptor).equals(file.toRealPath())) {
          return descriptor;
        }
      }
    }
    throw new AssertionError(file + " is not open");
  }
}
