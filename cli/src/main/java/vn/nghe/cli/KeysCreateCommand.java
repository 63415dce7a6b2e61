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
      "Makes an API key and prints it.",
      "",
      "It is printed this once: the file keeps only what is needed to recognise it."
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
      description = "Whom the key is for.")
  private String owner;

  @Option(
      names = "--scope",
      paramLabel = "SCOPE",
      split = ",",
      converter = ScopeConverter.class,
      description =
          "What it is good for: transcribe, models:read, metrics:read, or admin for everything"
              + " (default: transcribe,models:read).")
  private List<Scope> scopes = List.of(Scope.TRANSCRIBE, Scope.MODELS_READ);

  @Option(
      names = "--expires",
      paramLabel = "DATE",
      converter = EndConverter.class,
      description = "The first day in UTC on which it no longer works, or a span such as P90D.")
  private Optional<Instant> expires = Optional.empty();

  @Option(
      names = "--requests-per-minute",
      paramLabel = "N",
      description = "How many requests a minute it allows (default: any number).")
  private int requestsPerMinute;

  @Option(
      names = "--concurrency",
      paramLabel = "N",
      description = "How many requests at once it allows (default: any number).")
  private int concurrency;

  @Option(
      names = "--audio-minutes-per-day",
      paramLabel = "N",
      description = "How many minutes of audio a day it allows (default: any number).")
  private int audioMinutesPerDay;

  @Option(
      names = "--audio-minutes-per-month",
      paramLabel = "N",
      description = "How many minutes of audio a month it allows (default: any number).")
  private int audioMinutesPerMonth;

  KeysCreateCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (owner.isBlank()) {
      throw new ParameterException(
          command.commandLine(), "Invalid value for option '--owner': it is empty");
    }
    KeyFile.Issued issued =
        file.open().create(owner, Set.copyOf(scopes), Instant.now(), expires, limits());
    terminal.print(issued.key().reveal() + "\n");
    terminal.say("key " + issued.key().id() + " for " + owner + "; it is shown this once");
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

  /** Scopes as the key file spells them. */
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

  /** A day, or a span from today on. */
  static final class EndConverter implements ITypeConverter<Instant> {
    @Override
    public Instant convert(String text) {
      LocalDate today = LocalDate.now(ZoneOffset.UTC);
      LocalDate end;
      try {
        end = text.startsWith("P") ? today.plus(Period.parse(text)) : LocalDate.parse(text);
      } catch (DateTimeException | ArithmeticException _) {
        throw new TypeConversionException(
            "'" + text + "' is no date like 2027-01-31 or span like P90D");
      }
      if (!end.isAfter(today)) {
        throw new TypeConversionException("'" + text + "' is over already");
      }
      return end.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
  }
}
