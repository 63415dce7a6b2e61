// SPDX-License-Identifier: Apache-2.0
package vn.nghe.cli;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import vn.nghe.service.access.KeyEntry;
import vn.nghe.service.access.Limits;
import vn.nghe.service.access.Scope;

/** {@code nghe keys list}. */
@Command(
    name = "list",
    description = {
      "Lists the API keys, one on each line, without their secrets.",
      "",
      "Tab-separated columns: id, state, day of creation, day of expiry, scopes, requests per"
          + " minute, concurrent requests, minutes of audio per day and per month, owner. A dash"
          + " means none."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false)
final class KeysListCommand implements Callable<Integer> {
  private static final String NONE = "-";

  private final Terminal terminal;

  @Mixin private KeyFileOption file;

  KeysListCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Instant now = Instant.now();
    for (KeyEntry key : file.open().read()) {
      terminal.print(line(key, now) + "\n");
    }
    return ExitCode.OK;
  }

  private static String line(KeyEntry key, Instant now) {
    Limits limits = key.limits();
    return String.join(
        "\t",
        key.id(),
        state(key, now),
        day(key.created()),
        key.expires().map(KeysListCommand::day).orElse(NONE),
        key.scopes().stream().sorted().map(Scope::word).collect(Collectors.joining(",")),
        number(limits.requestsPerMinute()),
        number(limits.concurrency()),
        number(limits.audioMinutesPerDay()),
        number(limits.audioMinutesPerMonth()),
        key.owner().replaceAll("\\p{Cntrl}", " "));
  }

  private static String state(KeyEntry key, Instant now) {
    if (key.revoked().isPresent()) {
      return "revoked";
    }
    return key.hasExpired(now) ? "expired" : "active";
  }

  private static String day(Instant time) {
    return LocalDate.ofInstant(time, ZoneOffset.UTC).toString();
  }

  private static String number(int limit) {
    return limit == 0 ? NONE : Integer.toString(limit);
  }
}
