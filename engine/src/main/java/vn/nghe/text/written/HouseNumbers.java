// SPDX-License-Identifier: Apache-2.0
package vn.nghe.text.written;

import java.util.Optional;
import java.util.Set;

/** {@code số hai mươi bảy xẹt ba hẻm sáu tám} 27/3 hẻm 68. */
record HouseNumbers() implements Rule {
  /** How the stroke between the house and its lane is said, which is borrowed from French. */
  private static final Set<String> STROKES =
      Set.of("xẹt", "xuyệt", "xuyệc", "xẹc", "sẹc", "sẹt", "siệc", "xiệc");

  private static final Set<String> LANES = Set.of("ngõ", "ngách", "hẻm", "kiệt", "hẽm");

  /** What a house number stands in front of. */
  private static final Set<String> PLACES =
      Set.of("đường", "phố", "ngõ", "ngách", "hẻm", "kiệt", "đại", "tổ", "ấp", "khu", "thôn");

  @Override
  public Optional<Match> match(Syllables said, int from) {
    return strokes(said, from).or(() -> pair(said, from));
  }

  private static Optional<Match> strokes(Syllables said, int from) {
    boolean house = said.isAny(from - 1, LANES) || said.at(from - 1).equals("số");
    var text = new StringBuilder();
    int at = from;
    Optional<Dictation> part = part(said, at);
    int end = from;
    while (part.isPresent()) {
      text.append(text.isEmpty() ? "" : "/").append(part.get().digits());
      end = part.get().end();
      boolean stroke = said.isAny(end, STROKES) || (house && said.at(end).equals("trên"));
      part = stroke ? part(said, end + 1) : Optional.empty();
    }
    return text.indexOf("/") < 0
        ? Optional.empty()
        : Optional.of(Match.of(text.toString(), from, end));
  }

  private static Optional<Dictation> part(Syllables said, int at) {
    return Optional.of(Dictation.read(said, at)).filter(it -> it.length() > 0 && it.length() <= 4);
  }

  /**
   * Two digits that only their place shows to be one number: {@code số bốn tám phố Huế}, {@code
   * biển số hai chín a}.
   */
  private static Optional<Match> pair(Syllables said, int from) {
    Dictation dictation = Dictation.read(said, from);
    if (dictation.length() != 2 || !dictation.isSingle() || dictation.digits().startsWith("0")) {
      return Optional.empty();
    }
    boolean number = said.at(from - 1).equals("số");
    boolean home = said.are(from - 2, "số", "nhà") || said.are(from - 2, "nhà", "số");
    boolean lane = said.isAny(from - 1, LANES);
    boolean plate = said.at(dictation.end()).length() == 1;
    boolean placed = number && (plate || said.isAny(dictation.end(), PLACES));
    return home || lane || placed ? Optional.of(dictation.written(from, 2)) : Optional.empty();
  }
}
