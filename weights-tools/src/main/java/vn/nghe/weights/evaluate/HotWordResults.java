// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.evaluate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import vn.nghe.Transcriber;
import vn.nghe.api.Decoding;

/**
 * The effect of hot words: how many are recognised where they occur, and how the WER changes where
 * they do not.
 *
 * @param kinds one for each number of syllables, fewest first
 */
public record HotWordResults(List<Kind> kinds) {
  /** Hot words set at once in clips without them, about as many as a person types. */
  private static final int LIST = 10;

  /** The number of lists tried; each takes as long as an evaluation of the test set. */
  private static final int MOST_LISTS = 5;

  /**
   * Hot words with the same number of syllables.
   *
   * @param cases how many were set, each in its own clip
   * @param found how many of them were recognised then
   * @param without errors in clips without a hot word of a list, over all lists
   * @param with errors in the same clips with that list set
   */
  public record Kind(int syllables, long cases, long found, ErrorRate without, ErrorRate with) {
    public double percentFound() {
      return 100.0 * found / cases;
    }

    /** The rise of the WER in clips without hot words, in percentage points. */
    public double harm() {
      return with.percent() - without.percent();
    }
  }

  public HotWordResults {
    kinds = List.copyOf(kinds);
  }

  /**
   * Evaluates hot words.
   *
   * @param decoding the configuration of the search; its hot words are replaced
   * @param results the results of the same clips without hot words; those that failed are left out
   */
  public static HotWordResults run(
      Transcriber transcriber,
      Decoding decoding,
      List<ClipResult> results,
      List<HotWordCase> cases) {
    return new Trial(transcriber, decoding, results).run(cases);
  }

  private record Trial(Transcriber transcriber, Decoding decoding, List<ClipResult> results) {
    HotWordResults run(List<HotWordCase> cases) {
      Map<Integer, List<HotWordCase>> bySyllables =
          cases.stream()
              .collect(
                  Collectors.groupingBy(HotWordCase::syllables, TreeMap::new, Collectors.toList()));
      List<Kind> kinds = new ArrayList<>();
      bySyllables.forEach((syllables, some) -> kinds.add(kind(syllables, some)));
      return new HotWordResults(kinds);
    }

    private Kind kind(int syllables, List<HotWordCase> cases) {
      Map<String, Clip> clips = new HashMap<>();
      results.forEach(result -> clips.put(result.clip().path(), result.clip()));
      long found = 0;
      for (HotWordCase one : cases) {
        ClipResult heard = transcribe(clips.get(one.path()), List.of(one.hotWord()));
        found += one.isIn(heard.hypothesis()) ? 1 : 0;
      }
      List<String> words = cases.stream().map(HotWordCase::hotWord).distinct().toList();
      ErrorRate without = ErrorRate.NONE;
      ErrorRate with = ErrorRate.NONE;
      for (int list = 0; list < MOST_LISTS && list * LIST < words.size(); list++) {
        List<String> hot = words.subList(list * LIST, Math.min(words.size(), (list + 1) * LIST));
        for (ClipResult result : results) {
          if (result instanceof ClipResult.Recognised && !holdsAny(result.clip(), hot)) {
            without = without.plus(result.words());
            with = with.plus(transcribe(result.clip(), hot).words());
          }
        }
      }
      return new Kind(syllables, cases.size(), found, without, with);
    }

    private ClipResult transcribe(Clip clip, List<String> hotWords) {
      return Evaluation.transcribe(transcriber, decoding.withHotWords(hotWords), clip);
    }

    private static boolean holdsAny(Clip clip, List<String> hotWords) {
      return hotWords.stream()
          .anyMatch(word -> new HotWordCase(clip.path(), word).isIn(clip.sentence()));
    }
  }
}
