// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.access;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** What credentials may be good for. */
public enum Scope {
  /** Turning audio into text, by any endpoint. */
  TRANSCRIBE("transcribe"),
  /** Asking which models there are. */
  MODELS_READ("models:read"),
  /** Reading the figures for Prometheus. */
  METRICS_READ("metrics:read"),
  /** Everything. */
  ADMIN("admin");

  private final String word;

  Scope(String word) {
    this.word = word;
  }

  /** The scope as key files, tokens and command lines spell it. */
  @JsonValue
  public String word() {
    return word;
  }

  /** The scope of that spelling, if there is one. */
  public static Optional<Scope> of(String word) {
    return Arrays.stream(values()).filter(scope -> scope.word.equals(word)).findFirst();
  }

  /**
   * The scope of that spelling.
   *
   * @throws IllegalArgumentException if there is none, with those there are
   */
  @JsonCreator
  public static Scope named(String word) {
    return of(word)
        .orElseThrow(
            () -> new IllegalArgumentException("'" + word + "' is none of the scopes " + words()));
  }

  private static String words() {
    return Arrays.stream(values()).map(Scope::word).collect(Collectors.joining(", "));
  }
}
