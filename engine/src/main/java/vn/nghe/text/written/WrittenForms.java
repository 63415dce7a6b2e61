// SPDX-License-Identifier: Apache-2.0
package vn.nghe.text.written;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import vn.nghe.transcript.Word;

/**
 * Writes spoken numbers, dates, times, amounts, telephone numbers and addresses as one writes them.
 * Immutable and safe for use by many threads. What is written already stays as it is.
 */
public final class WrittenForms {
  private static final Pattern SPACE = Pattern.compile("[\\s\\p{Z}]+");

  /** Where two rules read equally far, the first one wins. */
  private final List<Rule> rules;

  /** Those of the rules that what stands around a number makes sure, so that it is no guess. */
  private final List<Rule> sure;

  private final boolean guesses;

  private WrittenForms(WrittenStyle style) {
    guesses = style == WrittenStyle.PROSE;
    Rule dates = new Dates(style);
    sure =
        guesses
            ? List.of(
                dates, new YearSpans(), new Scores(), new HouseNumbers(), new DictatedNumbers())
            : List.of(dates, new DigitRuns());
    List<Rule> common =
        List.of(
            new Electronic(),
            new InternetAddress(),
            new Clock(),
            new Durations(style),
            new Quantities(style),
            new Fractions(style),
            new BareNumbers(style));
    List<Rule> own =
        guesses ? List.of(new Heights(), new Halves(), new Spans()) : List.of(new Ordinals(style));
    rules = Stream.of(sure, common, own).flatMap(List::stream).toList();
  }

  public static WrittenForms of(WrittenStyle style) {
    return new WrittenForms(Objects.requireNonNull(style, "style"));
  }

  /**
   * Rewrites recognised words. A word of the result that stands for several spans all of them and
   * has the least of their confidences, since a number is right only if every syllable is.
   *
   * @param words in the order of the audio
   * @return at most as many words, in the same order; those that stay are the same objects
   */
  public List<Word> apply(List<Word> words) {
    List<Token> tokens = words.stream().map(Word::text).map(Token::of).toList();
    return pieces(tokens).stream().map(piece -> joined(piece, tokens, words)).toList();
  }

  /**
   * Rewrites text.
   *
   * @param text in NFC
   * @return the words of the result with single spaces between them
   */
  public String apply(String text) {
    List<Token> tokens =
        SPACE.splitAsStream(text).filter(it -> !it.isEmpty()).map(Token::of).toList();
    return String.join(
        " ", pieces(tokens).stream().map(piece -> Token.marked(piece, tokens)).toList());
  }

  private static Word joined(Piece piece, List<Token> tokens, List<Word> words) {
    Word first = words.get(piece.from());
    String text = Token.marked(piece, tokens);
    if (piece.end() == piece.from() + 1 && text.equals(first.text())) {
      return first;
    }
    List<Word> spoken = words.subList(piece.from(), piece.end());
    double end = spoken.stream().mapToDouble(Word::end).max().orElseThrow();
    double confidence = spoken.stream().mapToDouble(Word::confidence).min().orElseThrow();
    return new Word(text, first.start(), end, confidence);
  }

  /** The pieces of all phrases, which cover every token once and in order. */
  private List<Piece> pieces(List<Token> tokens) {
    List<Piece> pieces = new ArrayList<>();
    int from = 0;
    for (int end = 1; end <= tokens.size(); end++) {
      if (end == tokens.size() || tokens.get(end - 1).endsPhrase(tokens.get(end))) {
        phrase(tokens.subList(from, end), from, pieces);
        from = end;
      }
    }
    return pieces;
  }

  private void phrase(List<Token> tokens, int offset, List<Piece> pieces) {
    Syllables said = Syllables.of(tokens.stream().map(Token::syllable).toList());
    int at = 0;
    while (at < said.size()) {
      Match match = best(said, at);
      for (Piece piece : match.pieces()) {
        pieces.add(new Piece(piece.text(), offset + piece.from(), offset + piece.end()));
      }
      at = match.end();
    }
  }

  private Match best(Syllables said, int from) {
    Optional<Match> guess =
        guesses && longest(sure, said, from).isEmpty()
            ? Guesses.read(said, from)
            : Optional.empty();
    return guess.or(() -> longest(rules, said, from)).orElseGet(() -> said.kept(from));
  }

  private static Optional<Match> longest(List<Rule> rules, Syllables said, int from) {
    Optional<Match> longest = Optional.empty();
    for (Rule rule : rules) {
      Optional<Match> match = rule.match(said, from);
      if (match.isPresent() && (longest.isEmpty() || match.get().end() > longest.get().end())) {
        longest = match;
      }
    }
    return longest;
  }
}
