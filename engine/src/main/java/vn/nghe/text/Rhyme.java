// SPDX-License-Identifier: Apache-2.0
package vn.nghe.text;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The structure of a written syllable: consonants, vowels, consonants. */
final class Rhyme {
  /** The {@code u} of {@code qu} and the {@code i} of {@code gi} belong to the first consonant. */
  private static final Pattern SYLLABLE =
      Pattern.compile(
          "(?<onset>qu|gi(?=[aeiouyâăêôơư])|ngh?|nh|ch|gh?|kh|ph|th|tr|[bcdđhklmnprstvx])?"
              + "(?<vowels>[aeiouyâăêôơư]{1,3})"
              + "(?<end>ch|nh|ng|[cmnpt])?");

  private static final String SINGLE = "*a *ă *â *e *ê *i *o *ô *ơ *u *ư *y ";

  /** The vowels of open syllables; a star stands before the one that bears the tone. */
  private static final Map<String, Integer> OPEN =
      bearers(
          SINGLE
              + "*ai *ao *au *ay *âu *ây *eo *êu *ia *iu *oa *oe *oi *ôi *ơi "
              + "*ua *ui *uy *ưa *ưi *ưu u*ê u*ơ "
              + "i*êu o*ai o*ao o*ay o*eo u*ao u*ây u*êu u*ôi u*ya u*yu ư*ơi ư*ơu y*êu");

  /** The same where a consonant follows. */
  private static final Map<String, Integer> CLOSED =
      bearers(SINGLE + "i*ê o*a o*ă o*e o*o ô*ô u*â u*ê u*ô u*ơ u*y ư*ơ y*ê uy*ê");

  private Rhyme() {}

  /**
   * Where a syllable bears its tone mark, by the older convention.
   *
   * @param syllable without tone mark, in NFC, in any case
   * @return an index into it, or -1 where it is no Vietnamese syllable
   */
  static int toneBearer(String syllable) {
    Matcher parts = parts(syllable);
    return parts.matches() ? toneBearer(parts) : -1;
  }

  /**
   * Splits a syllable into its parts.
   *
   * @param syllable as for {@link #toneBearer(String)}
   * @param tone what it bears
   * @return empty where it is no Vietnamese syllable
   */
  static Optional<Syllable> syllable(String syllable, Tone tone) {
    Matcher parts = parts(syllable);
    if (!parts.matches() || toneBearer(parts) < 0) {
      return Optional.empty();
    }
    return Optional.of(
        new Syllable(
            Objects.requireNonNullElse(parts.group("onset"), ""),
            parts.group("vowels"),
            Objects.requireNonNullElse(parts.group("end"), ""),
            tone));
  }

  private static Matcher parts(String syllable) {
    return SYLLABLE.matcher(syllable.toLowerCase(Locale.ROOT));
  }

  private static int toneBearer(Matcher parts) {
    Map<String, Integer> bearers = parts.group("end") == null ? OPEN : CLOSED;
    int bearer = bearers.getOrDefault(parts.group("vowels"), -1);
    return bearer < 0 ? -1 : parts.start("vowels") + bearer;
  }

  private static Map<String, Integer> bearers(String starred) {
    return Arrays.stream(starred.split(" "))
        .collect(
            Collectors.toUnmodifiableMap(
                vowels -> vowels.replace("*", ""), vowels -> vowels.indexOf('*')));
  }
}
