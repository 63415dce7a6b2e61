// SPDX-License-Identifier: Apache-2.0
package vn.nghe.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vn.nghe.cli.NgheProcess.nghe;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.nghe.cli.NgheProcess.Result;

/** {@code nghe keys}. */
final class KeysCommandTest {
  private Path file;

  @BeforeEach
  void name(@TempDir Path folder) {
    file = folder.resolve("keys.json");
  }

  @Test
  void aKeyIsShownOnceListedWithoutItsSecretAndRevoked() throws Exception {
    Result created =
        nghe(
                "keys",
                "create",
                "--file",
                file,
                "--owner",
                "Đài Tiếng nói",
                "--scope",
                "transcribe,metrics:read",
                "--expires",
                "2099-01-31",
                "--requests-per-minute",
                60,
                "--audio-minutes-per-month",
                1000)
            .run();
    assertEquals(0, created.exitCode(), created.messages());
    assertTrue(created.data().matches("nghe_[0-9a-f]{12}_[\\w-]{43}\n"), created.data());
    String id = created.data().substring(5, 17);
    assertEquals(
        "nghe: key " + id + " for Đài Tiếng nói; it is shown only once\n", created.messages());
    String secret = created.data().strip().substring(18);
    assertFalse(Files.readString(file).contains(secret));

    // NGHE_AUTH_KEYS names the file in place of the option.
    Map<String, String> environment = Map.of("NGHE_AUTH_KEYS", file.toString());
    Result listed = nghe("keys", "list").with(environment).run();
    assertTrue(
        listed
            .data()
            .matches(
                id
                    + "\tactive\t20\\d\\d-\\d\\d-\\d\\d\t2099-01-31\ttranscribe,metrics:read"
                    + "\t60\t-\t-\t1000\tĐài Tiếng nói\n"),
        listed.data());

    Result revoked = nghe("keys", "revoke", id).with(environment).run();
    assertEquals(
        new Result(
            0,
            "",
            "nghe: key " + id + " is revoked; no running service on this machine uses the file\n"),
        revoked);
    assertTrue(nghe("keys", "list", "--file", file).run().data().startsWith(id + "\trevoked\t"));
  }

  @Test
  void keysThatSeveralProcessesMakeAtOnceAreAllKept() throws Exception {
    List<Process> processes = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      processes.add(nghe("keys", "create", "--file", file, "--owner", "process " + i).start());
    }
    Set<String> made = new HashSet<>();
    for (Process process : processes) {
      made.add(new String(process.getInputStream().readAllBytes(), UTF_8).substring(5, 17));
      assertEquals(0, process.waitFor());
    }

    Set<String> kept = new HashSet<>();
    nghe("keys", "list", "--file", file)
        .run()
        .data()
        .lines()
        .forEach(it -> kept.add(it.substring(0, 12)));
    assertEquals(4, made.size());
    assertEquals(made, kept);
  }

  @Test
  void aKeyThatIsNotThereCannotBeRevoked() throws Exception {
    Files.writeString(file, "{\"keys\": []}");

    assertEquals(
        new Result(
            1, "", "nghe: " + file + ": has no key 0123; `nghe keys list` shows those there are\n"),
        nghe("keys", "revoke", "--file", file, "0123").run());
  }

  @Test
  void aFileThatIsNotThereIsNamed() throws Exception {
    Result result = nghe("keys", "list", "--file", file).run();
    assertAll(
        () -> assertEquals(1, result.exitCode()),
        () ->
            assertTrue(
                result.messages().startsWith("nghe: " + file + ": there is no"),
                result.messages()));
  }

  @Test
  void aBrokenFileIsLeftAsItIs() throws Exception {
    Files.writeString(file, "{\"keys\": [");

    Result result = nghe("keys", "create", "--file", file, "--owner", "An").run();

    assertEquals(1, result.exitCode());
    assertTrue(
        result.messages().startsWith("nghe: " + file + ": line 1, column "), result.messages());
    assertEquals("{\"keys\": [", Files.readString(file));
  }

  @Test
  void valuesThatWillNotDoAreMistakes() throws Exception {
    assertMistake(
        "'dance' is none of the scopes transcribe, ", "--owner", "An", "--scope", "dance");
    assertMistake("'2001-01-01' is in the past", "--owner", "An", "--expires", "2001-01-01");
    assertMistake("'soon' is neither a date", "--owner", "An", "--expires", "soon");
    assertMistake("concurrency is -1", "--owner", "An", "--concurrency", -1);
    assertMistake("must not be empty", "--owner", " ");
    assertMistake("'--owner=NAME'");
    assertFalse(Files.exists(file));
  }

  private void assertMistake(String fault, Object... options) throws Exception {
    List<Object> arguments = new ArrayList<>(List.of("keys", "create", "--file", file));
    arguments.addAll(List.of(options));
    Result result = nghe(arguments.toArray()).run();
    assertEquals(2, result.exitCode(), result.messages());
    assertTrue(result.messages().contains(fault), result.messages());
  }
}
