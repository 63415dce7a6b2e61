// SPDX-License-Identifier: Apache-2.0
package vn.nghe.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;
import vn.nghe.service.access.KeyFile;
import vn.nghe.service.access.Limits;
import vn.nghe.service.access.Scope;

/** {@code nghe keys create}. */
@Command(
    name = "create",
    description = {
      "Creates an API key and prints it.",
      "",
      "The key is shown only once: the file holds its hash."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false)
final class KeysCreateCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Spec private CommandSpec command;

  @Mixin private KeyFileOption file;

  @Option(
      names = "--owner",
      paramLabel = "NAME",
      required = true,
      description = "The owner of the key.")
  private String owner;

  @Option(
      names = "--scope",
      paramLabel = "SCOPE",
      split = ",",
      converter = ScopeConverter.class,
      description =
          "What the key permits: transcribe, models:read, metrics:read, or admin for everything"
              + " (default: transcribe,models:read).")
  private List<Scope> scopes = List.of(Scope.TRANSCRIBE, Scope.MODELS_READ);

  @Option(
      names = "--expires",
      paramLabel = "DATE",
      converter = EndConverter.class,
      description = "The first day (UTC) on which it is invalid, or a period such as P90D.")
  private Optional<Instant> expires = Optional.empty();

  @Option(
      names = "--requests-per-minute",
      paramLabel = "N",
      description = "The most requests per minute (default: no limit).")
  private int requestsPerMinute;

  @Option(
      names = "--concurrency",
      paramLabel = "N",
      description = "The most concurrent requests (default: no limit).")
  private int concurrency;

  @Option(
      names = "--audio-minutes-per-day",
      paramLabel = "N",
      description = "The most minutes of audio per day (default: no limit).")
  private int audioMinutesPerDay;

  @Option(
      names = "--audio-minutes-per-month",
      paramLabel = "N",
      description = "The most minutes of audio per month (default: no limit).")
  private int audioMinutesPerMonth;

  KeysCreateCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (owner.isBlank()) {
      throw new ParameterException(
          command.commandLine(), "Invalid value for option '--owner': must not be empty");
    }
    KeyFile.Issued issued =
        file.open().create(owner, Set.copyOf(scopes), Instant.now(), expires, limits());
    terminal.print(issued.key().reveal() + "\n");
    terminal.say("key " + issued.key().id() + " for " + owner + "; it is shown only once");
    return ExitCode.OK;
  }

  private Limits limits() {
    try {
      return new Limits(requestsPerMinute, concurrency, audioMinutesPerDay, audioMinutesPerMonth);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          command.commandLine(), "Invalid value for option '--" + e.getMessage() + "'", e);
    }
  }

  /** Parses a scope as the key file spells it. */
  static final class ScopeConverter implements ITypeConverter<Scope> {
    @Override
    public Scope convert(String word) {
      try {
        return Scope.named(word);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }

  /** Parses a day, or a period from today on. */
  static final class EndConverter implements ITypeConverter<Instant> {
    @Override
    public Instant convert(String text) {
      LocalDate today = LocalDate.now(ZoneOffset.UTC);
      LocalDate end;
      try {
        end = text.startsWith("P") ? today.plus(Period.parse(text)) : LocalDate.parse(text);
      } catch (DateTimeException | ArithmeticException _) {
        throw new TypeConversionException(
            "'" + text + "' is neither a date like 2027-01-31 nor a period like P90D");
      }
      if (!end.isAfter(today)) {
        throw new TypeConversionException("'" + text + "' is in the past");
      }
      return end.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
  }
}
