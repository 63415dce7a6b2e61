// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.evaluate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A file of hot-word cases: tab-separated values with the columns {@code path} (as in the manifest)
 * and {@code hot_word}, which occurs in that clip; otherwise as {@link ClipManifest} describes.
 */
public final class HotWordCases {
  private static final String PATH = "path";
  private static final String HOT_WORD = "hot_word";

  /** Most names have two syllables. */
  private static final int MOST_SYLLABLES = 2;

  /** Cases for each number of syllables: the standard error of the share found is then 5 points. */
  private static final int MOST_CASES = 100;

  /** A syllable in more clips than this is too common to be set as a hot word. */
  private static final int MOST_CLIPS = 8;

  private static final int LEAST_LETTERS = 2;

  private HotWordCases() {}

  /**
   * Reads a file.
   *
   * @throws ManifestException if it cannot be read, lacks a column, or has a clip that the manifest
   *     does not, or a hot word that is not in its clip's sentence
   */
  public static List<HotWordCase> read(Path file, ClipManifest manifest) {
    Map<String, Clip> clips = new HashMap<>();
    manifest.clips().forEach(clip -> clips.put(clip.path(), clip));
    List<HotWordCase> cases = new ArrayList<>();
    for (Table.Row row : Table.read(file, PATH, HOT_WORD).rows()) {
      Clip clip = clips.get(row.text(PATH));
      if (clip == null) {
        throw row.wrong(PATH, "'" + row.text(PATH) + "' is not a clip of " + manifest.file());
      }
      var hotWord = new HotWordCase(clip.path(), ScoringText.of(row.text(HOT_WORD)).normalised());
      if (hotWord.hotWord().isEmpty() || !hotWord.isIn(clip.sentence())) {
        throw row.wrong(
            HOT_WORD, "'" + row.text(HOT_WORD) + "' is not in '" + clip.sentence() + "'");
      }
      cases.add(hotWord);
    }
    if (cases.isEmpty()) {
      throw new ManifestException(file, "lists no hot words");
    }
    return List.copyOf(cases);
  }

  /** Formats cases as {@link #read} reads them. */
  public static String table(List<HotWordCase> cases) {
    var text = new StringBuilder(PATH + "\t" + HOT_WORD + "\n");
    cases.forEach(c -> text.append(c.path()).append('\t').append(c.hotWord()).append('\n'));
    return text.toString();
  }

  /**
   * Syllables and pairs of syllables that were not recognised, up to {@value #MOST_CASES} of each;
   * those in the fewest clips first, because common words are not set as hot words.
   *
   * @param writes whether the model can write a word
   */
  public static List<HotWordCase> missed(List<ClipResult> results, Predicate<String> writes) {
    Map<String, Integer> clips = new HashMap<>();
    for (ClipResult result : results) {
      for (String word : new HashSet<>(ScoringText.of(result.clip().sentence()).words())) {
        clips.merge(word, 1, Integer::sum);
      }
    }
    List<HotWordCase> cases = new ArrayList<>();
    for (int syllables = 1; syllables <= MOST_SYLLABLES; syllables++) {
      Set<HotWordCase> missed = new LinkedHashSet<>();
      for (ClipResult result : results) {
        List<String> said = ScoringText.of(result.clip().sentence()).words();
        for (int i = 0; i + syllables <= said.size(); i++) {
          List<String> phrase = said.subList(i, i + syllables);
          var candidate = new HotWordCase(result.clip().path(), String.join(" ", phrase));
          if (phrase.stream().allMatch(word -> isWorthSetting(word, clips))
              && writes.test(candidate.hotWord())
              && !candidate.isIn(result.hypothesis())) {
            missed.add(candidate);
          }
        }
      }
      missed.stream()
          .sorted(Comparator.comparingInt(c -> commonest(c, clips)))
          .limit(MOST_CASES)
          .forEach(cases::add);
    }
    return List.copyOf(cases);
  }

  private static boolean isWorthSetting(String word, Map<String, Integer> clips) {
    return word.length() >= LEAST_LETTERS && clips.get(word) <= MOST_CLIPS;
  }

  private static int commonest(HotWordCase hotWord, Map<String, Integer> clips) {
    return hotWord.words().stream().mapToInt(clips::get).max().orElseThrow();
  }
}
