// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import vn.nghe.text.Tone;
import vn.nghe.weights.evaluate.AlignedWord;
import vn.nghe.weights.evaluate.ClipResult;
import vn.nghe.weights.evaluate.Confusions;
import vn.nghe.weights.evaluate.ErrorAnalysis;
import vn.nghe.weights.evaluate.ErrorClass;
import vn.nghe.weights.evaluate.Evaluation;

/**
 * The data of the template, by its variable names.
 *
 * @param copies the path of each copied recording, relative to the page
 */
record ReportData(
    String title, Evaluation evaluation, ErrorAnalysis analysis, Map<ClipResult, String> copies) {
  private static final int MOST_CONFUSIONS = 15;

  /** Shown for an absent onset or coda. */
  private static final String NOTHING = "∅";

  private static final int SECONDS_PER_MINUTE = 60;

  Map<String, Object> context() {
    Map<String, Object> context = new HashMap<>();
    context.put("title", title);
    context.put("wer", decimal(2, evaluation.words().percent()));
    context.put("cer", decimal(2, evaluation.characters().percent()));
    context.put("clips", evaluation.results().size());
    context.put("audio", duration(evaluation.audioSeconds()));
    context.put("rtf", decimal(4, evaluation.realTimeFactor()));
    context.put("edits", edits());
    context.put("classes", classes());
    context.put("parts", parts());
    context.put("toneNames", toneNames());
    context.put("tones", toneNames().stream().map(this::toneRow).toList());
    context.put(
        "confusions",
        List.of(
            confusions("Words", analysis.words()),
            confusions("Onsets", analysis.onsets()),
            confusions("Vowels", analysis.vowels()),
            confusions("Codas", analysis.codas())));
    context.put("wrongClips", analysis.worst().size());
    context.put("worst", analysis.worst().stream().map(this::clip).toList());
    return context;
  }

  private Map<String, Object> edits() {
    var edits = evaluation.wordEdits();
    return Map.of(
        "hits", edits.hits(),
        "substitutions", edits.substitutions(),
        "deletions", edits.deletions(),
        "insertions", edits.insertions());
  }

  private List<Map<String, Object>> classes() {
    long errors = evaluation.words().errors();
    return Stream.of(ErrorClass.values())
        .map(error -> share(error.description(), analysis.count(error), errors))
        .toList();
  }

  private List<Map<String, Object>> parts() {
    return List.of(
        part("onset", analysis.onsets()),
        part("vowels", analysis.vowels()),
        part("coda", analysis.codas()),
        part("tone", analysis.tones()));
  }

  private static Map<String, Object> part(String name, Confusions heard) {
    return Map.of(
        "name", name, "count", heard.total(), "share", percent(heard.right(), heard.total()));
  }

  private static Map<String, Object> share(String name, long count, long whole) {
    return Map.of("name", name, "count", count, "share", percent(count, whole));
  }

  private static List<String> toneNames() {
    return Stream.of(Tone.values()).map(Tone::vietnamese).toList();
  }

  private Map<String, Object> toneRow(String said) {
    Confusions tones = analysis.tones();
    List<Map<String, Object>> cells = new ArrayList<>();
    for (String heard : toneNames()) {
      long count = tones.count(said, heard);
      cells.add(Map.of("count", count, "share", percent(count, tones.count(said))));
    }
    return Map.of("said", said, "cells", cells);
  }

  private static Map<String, Object> confusions(String name, Confusions confusions) {
    return Map.of(
        "name",
        name,
        "rows",
        confusions.wrong().stream()
            .limit(MOST_CONFUSIONS)
            .map(
                confusion ->
                    Map.of(
                        "said", orNothing(confusion.said()),
                        "heard", orNothing(confusion.heard()),
                        "count", confusion.count()))
            .toList());
  }

  private static String orNothing(String letters) {
    return letters.isEmpty() ? NOTHING : letters;
  }

  private Map<String, Object> clip(ClipResult result) {
    return Map.of(
        "errors", result.words().errors(),
        "words", result.words().length(),
        "wer", decimal(0, result.words().percent()),
        "seconds", decimal(1, result.audioSeconds()),
        "path", result.clip().path(),
        "file", copies.getOrDefault(result, ""),
        "reason", result instanceof ClipResult.Failed failed ? failed.reason() : "",
        "diff", result.aligned().stream().map(ReportData::word).toList());
  }

  private static Map<String, Object> word(AlignedWord word) {
    return Map.of(
        "said", word.said(),
        "heard", word.heard(),
        "right", word.error().isEmpty(),
        "error", word.error().map(ErrorClass::description).orElse(""));
  }

  private static String percent(long part, long whole) {
    return decimal(1, whole == 0 ? 0 : 100.0 * part / whole);
  }

  private static String decimal(int places, double value) {
    return String.format(Locale.ROOT, "%." + places + "f", value);
  }

  private static String duration(double seconds) {
    return seconds < SECONDS_PER_MINUTE
        ? decimal(1, seconds) + " s"
        : decimal(1, seconds / SECONDS_PER_MINUTE) + " min";
  }
}
