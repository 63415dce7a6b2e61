// SPDX-License-Identifier: Apache-2.0
package vn.nghe.text.written;

import java.util.Optional;
import java.util.Set;

/**
 * Numbers that name something, in prose: telephone and account numbers, rooms, flights. What stands
 * before says so ({@code số}, {@code phòng}), or their form does.
 */
record DictatedNumbers() implements Rule {
  /** What a number stands behind; without one of these, few digits may be words. */
  private static final Set<String> CUES =
      Set.of("số", "gọi", "thoại", "đài", "khoản", "hotline", "zalo", "mã", "thẻ", "cước");

  private static final Set<String> ROOMS = Set.of("phòng", "hộ", "bay", "ghế");

  /** Words between a cue and its number end with this: {@code số của tôi là}. */
  private static final String IS = "là";

  private static final int CUE_DISTANCE = 6;

  /** What makes an amount of the digits before it. */
  private static final Set<String> AMOUNTS =
      Set.of(
          ("mươi trăm nghìn ngàn vạn triệu tỷ tỉ chục rưỡi phần tuổi giờ phút giây đồng đô phẩy"
                  + " mét ki cây ký kí độ lần mấy")
              .split(" "));

  private static final int LEAST = 3;
  private static final int LEAST_WITHOUT_CUE = 6;
  private static final int LEAST_PARTS = 4;

  @Override
  public Optional<Match> match(Syllables said, int from) {
    return abroad(said, from).or(() -> number(said, from));
  }

  private static Optional<Match> number(Syllables said, int from) {
    if (isInside(said, from) || isYear(said, from)) {
      return Optional.empty();
    }
    Dictation dictation = Dictation.read(said, from);
    if (dictation.parts() < 2 || said.isAny(dictation.end(), AMOUNTS)) {
      return Optional.empty();
    }
    int[] groups = Telephone.groups(dictation.digits());
    if (groups.length > 0 && dictation.parts() >= LEAST_PARTS - 1) {
      return Optional.of(dictation.written(from, groups));
    }
    if (isCued(said, from, dictation)) {
      return Optional.of(dictation.written(from, cardGroups(dictation.length())));
    }
    return withoutCue(said, from, dictation);
  }

  /** A digit before means that the number began earlier; {@code năm} may be a year. */
  private static boolean isInside(Syllables said, int from) {
    return !said.at(from - 1).equals("năm") && Digit.plain(said.at(from - 1)) != Digit.NONE;
  }

  private static boolean isYear(Syllables said, int from) {
    return said.at(from).equals("năm")
        && Year.read(said, from + 1).filter(Year::isRecent).isPresent();
  }

  private static boolean isCued(Syllables said, int from, Dictation dictation) {
    if (dictation.length() < LEAST || isFewOf(said, dictation)) {
      return false;
    }
    boolean several = dictation.parts() >= LEAST;
    return isRoom(said, from)
        || (several && (isNear(said, from) || isEmergency(said, from, dictation.digits())));
  }

  /** {@code gọi hai ba bốn lần}: digits that count up and are not the last thing said. */
  private static boolean isFewOf(Syllables said, Dictation dictation) {
    return dictation.length() <= LEAST && dictation.isCounting() && dictation.end() < said.size();
  }

  private static boolean isRoom(Syllables said, int from) {
    String before = said.at(from - 1);
    return ROOMS.contains(before)
        || (before.length() == 1 && before.charAt(0) >= 'a' && before.charAt(0) <= 'z');
  }

  private static boolean isNear(Syllables said, int from) {
    if (said.isAny(from - 1, CUES) || said.are(from - 2, "máy", "lẻ")) {
      return true;
    }
    boolean near = false;
    for (int i = 2; i <= CUE_DISTANCE; i++) {
      near |= said.isAny(from - i, CUES);
    }
    return near && said.at(from - 1).equals(IS);
  }

  /** {@code gọi cứu hỏa một một bốn}: 111 to 115. */
  private static boolean isEmergency(Syllables said, int from, String digits) {
    boolean call = said.at(from - 2).equals("gọi") || said.at(from - 3).equals("gọi");
    return call
        && digits.length() == LEAST
        && digits.compareTo("111") >= 0
        && digits.compareTo("115") <= 0;
  }

  private static Optional<Match> withoutCue(Syllables said, int from, Dictation dictation) {
    if (!dictation.isSingle()) {
      // As a number it has no form, and half of it in figures would be wrong.
      return dictation.parts() >= LEAST_PARTS && dictation.length() >= LEAST_WITHOUT_CUE
          ? Optional.of(kept(said, from, dictation.end()))
          : Optional.empty();
    }
    if (isYear(dictation.digits())) {
      return Optional.of(dictation.written(from, dictation.length()));
    }
    if (dictation.length() == 8
        && isYear(dictation.digits().substring(0, 4))
        && isYear(dictation.digits().substring(4))) {
      return Optional.of(dictation.written(from, 4, 4));
    }
    if (dictation.length() < LEAST_PARTS) {
      return Optional.empty();
    }
    return Optional.of(
        dictation.length() < LEAST_WITHOUT_CUE || dictation.isCounting()
            ? kept(said, from, dictation.end())
            : dictation.written(from, cardGroups(dictation.length())));
  }

  private static boolean isYear(String digits) {
    return digits.length() == 4 && (digits.startsWith("19") || digits.startsWith("20"));
  }

  private static Match kept(Syllables said, int from, int end) {
    Match match = said.kept(from);
    for (int i = from + 1; i < end; i++) {
      match = match.then(said.kept(i));
    }
    return match;
  }

  /** As they are printed on cards: 16 digits, with American Express 15. */
  private static int[] cardGroups(int length) {
    return switch (length) {
      case 15 -> new int[] {4, 6, 5};
      case 16 -> new int[] {4, 4, 4, 4};
      default -> new int[] {length};
    };
  }

  /** {@code cộng tám tư} and a number with or without its zero. */
  private static Optional<Match> abroad(Syllables said, int from) {
    if (!said.at(from).equals("cộng")) {
      return Optional.empty();
    }
    int code = from + 1;
    Dictation all = Dictation.read(said, code);
    if (!all.digits().startsWith("84") || said.isAny(all.end(), AMOUNTS)) {
      return Optional.empty();
    }
    int[] groups = Telephone.groupsAbroad(all.digits().substring(2));
    if (groups.length == 0) {
      return Optional.empty();
    }
    int[] sizes = new int[groups.length + 1];
    sizes[0] = 2;
    System.arraycopy(groups, 0, sizes, 1, groups.length);
    Match match = all.written(code, sizes);
    Piece country = match.pieces().getFirst();
    Match result = Match.of("+" + country.text(), from, country.end());
    return Optional.of(
        match.pieces().stream()
            .skip(1)
            .reduce(
                result, (joined, piece) -> joined.then(piece.text(), piece.end()), (a, b) -> b));
  }
}
