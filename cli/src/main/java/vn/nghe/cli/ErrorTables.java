// SPDX-License-Identifier: Apache-2.0
package vn.nghe.cli;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.nghe.text.Tone;
import vn.nghe.weights.evaluate.ClipResult;
import vn.nghe.weights.evaluate.Confusions;
import vn.nghe.weights.evaluate.EditCounts;
import vn.nghe.weights.evaluate.ErrorAnalysis;
import vn.nghe.weights.evaluate.ErrorClass;
import vn.nghe.weights.evaluate.Evaluation;

/** What {@code nghe evaluate --errors} prints: tab-separated tables, each under its own header. */
final class ErrorTables {
  private static final int MOST_WORDS = 20;
  private static final int MOST_LETTERS = 10;
  private static final int MOST_CLIPS = 10;

  private ErrorTables() {}

  static String of(Evaluation evaluation) {
    ErrorAnalysis analysis = ErrorAnalysis.of(evaluation.results());
    return Stream.of(
            edits(evaluation),
            classes(analysis, evaluation.words().errors()),
            parts(analysis),
            tones(analysis.tones()),
            confusions("word", analysis.words(), MOST_WORDS),
            confusions("onset", analysis.onsets(), MOST_LETTERS),
            confusions("vowels", analysis.vowels(), MOST_LETTERS),
            confusions("coda", analysis.codas(), MOST_LETTERS),
            worst(analysis))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static String edits(Evaluation evaluation) {
    return "of\thits\tsubstitutions\tdeletions\tinsertions\n"
        + edits("words", evaluation.wordEdits())
        + edits("characters", evaluation.characterEdits());
  }

  private static String edits(String of, EditCounts edits) {
    return row(of, edits.hits(), edits.substitutions(), edits.deletions(), edits.insertions());
  }

  private static String classes(ErrorAnalysis analysis, long errors) {
    return "error\tcount\tpercent\n"
        + rows(
            List.of(ErrorClass.values()),
            error -> {
              long count = analysis.count(error);
              return row(error.description(), count, percent(count, errors));
            });
  }

  private static String parts(ErrorAnalysis analysis) {
    return "part of syllable\tcompared\tright percent\n"
        + part("onset", analysis.onsets())
        + part("vowels", analysis.vowels())
        + part("coda", analysis.codas())
        + part("tone", analysis.tones());
  }

  private static String part(String name, Confusions heard) {
    return row(name, heard.total(), percent(heard.right(), heard.total()));
  }

  private static String tones(Confusions tones) {
    List<String> names = Stream.of(Tone.values()).map(Tone::vietnamese).toList();
    return "tone said\\heard\t"
        + String.join("\t", names)
        + "\n"
        + rows(
            names,
            said ->
                names.stream()
                    .map(heard -> String.valueOf(tones.count(said, heard)))
                    .collect(Collectors.joining("\t", said + "\t", "\n")));
  }

  private static String confusions(String what, Confusions confusions, int most) {
    return what
        + " said\theard\tcount\n"
        + rows(
            confusions.wrong().stream().limit(most).toList(),
            confusion -> row(confusion.said(), confusion.heard(), confusion.count()));
  }

  private static String worst(ErrorAnalysis analysis) {
    return "errors\tof\tclip\tsentence\thypothesis\n"
        + rows(
            analysis.worst().stream().limit(MOST_CLIPS).toList(),
            (ClipResult clip) ->
                row(
                    clip.words().errors(),
                    clip.words().length(),
                    clip.clip().path(),
                    clip.clip().sentence(),
                    clip.hypothesis()));
  }

  private static <T> String rows(List<T> values, Function<T, String> row) {
    return values.stream().map(row).collect(Collectors.joining());
  }

  private static String row(Object... fields) {
    return Stream.of(fields).map(String::valueOf).collect(Collectors.joining("\t", "", "\n"));
  }

  private static String percent(long part, long whole) {
    return whole == 0 ? "" : String.format(Locale.ROOT, "%.1f", 100.0 * part / whole);
  }
}
