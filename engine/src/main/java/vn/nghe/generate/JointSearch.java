// SPDX-License-Identifier: Apache-2.0
package vn.nghe.generate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import vn.nghe.decode.CtcPrefix;
import vn.nghe.decode.Hypothesis;
import vn.nghe.decode.TextScorer;
import vn.nghe.decode.TextState;
import vn.nghe.kernel.Matrix;
import vn.nghe.model.Logits;

/**
 * One beam search by decoder, CTC head and language model together (Watanabe et al. 2017): the
 * decoder proposes tokens, and each text is scored by the probability that the CTC head gives to
 * texts which begin so, plus what the language model adds, plus the weighted score of the decoder.
 * The head keeps the decoder from leaving words out and from repeating itself.
 */
public final class JointSearch {
  /** Tokens that the decoder proposes for each text, as a multiple of the beam. */
  private static final int PROPOSALS = 2;

  /** A search ends once no open text is within this, a natural logarithm, of the best ended one. */
  private static final double HOPELESS = 10;

  private final PromptedSegment segment;
  private final TokenUnits units;
  private final TextScorer scorer;
  private final int space;
  private final double weight;
  private final int width;
  private final int end;
  private final List<Hypothesis> ended = new ArrayList<>();
  private List<Open> open;

  /**
   * A text that goes on.
   *
   * @param node its last token in the decoder's state, or the one before, while it is not computed
   * @param token its last token
   * @param decoder the logarithm of the probability that the decoder gives to it
   * @param pending bytes of an unfinished character
   * @param text what the language model remembers
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Open(
      int node,
      int token,
      double decoder,
      byte[] pending,
      Units units,
      CtcPrefix ctc,
      TextState text) {
    double score(double weight) {
      return ctc.score() + text.score() + weight * decoder;
    }
  }

  /** Units from the last to the first. */
  private record Units(int unit, Units before, int count) {
    int[] toArray() {
      int[] array = new int[count];
      Units at = this;
      for (int i = count - 1; i >= 0; i--, at = at.before) {
        array[i] = at.unit;
      }
      return array;
    }
  }

  private JointSearch(
      PromptedSegment segment,
      Logits logits,
      TokenUnits units,
      TextScorer scorer,
      int space,
      double weight,
      int width) {
    this.segment = segment;
    this.units = units;
    this.scorer = scorer;
    this.space = space;
    this.weight = weight;
    this.width = width;
    this.end = segment.config().end();
    TextState text = new TextState();
    scorer.begin(text);
    Units none = new Units(-1, null, 0);
    this.open =
        List.of(
            new Open(
                segment.last(), -1, 0, TokenUnits.none(), none, CtcPrefix.empty(logits), text));
  }

  /**
   * Searches.
   *
   * @param segment what the decoder has heard
   * @param logits of the CTC head for the same sound
   * @param units the units of the tokens
   * @param scorer scores units as text
   * @param space the unit that separates words
   * @param weight of the decoder's score
   * @param width how many texts are kept from token to token, at least 1
   * @return the texts as units, the best first; may be empty. Their frames are all 0: {@link
   *     vn.nghe.decode.Alignment} finds them
   */
  public static List<Hypothesis> search(
      PromptedSegment segment,
      Logits logits,
      TokenUnits units,
      TextScorer scorer,
      int space,
      double weight,
      int width) {
    JointSearch search = new JointSearch(segment, logits, units, scorer, space, weight, width);
    search.step(new TokenScores[] {segment.first()});
    for (int length = 1; length < segment.mostTokens() && search.canImprove(); length++) {
      search.step(search.advance());
    }
    search.releaseOpen();
    search.ended.sort(Comparator.comparingDouble(Hypothesis::score).reversed());
    return List.copyOf(search.ended);
  }

  private TokenScores[] advance() {
    List<Open> added = new ArrayList<>(open.size());
    for (Open text : open) {
      int node = segment.state().add(text.token(), text.node());
      added.add(
          new Open(
              node,
              text.token(),
              text.decoder(),
              text.pending(),
              text.units(),
              text.ctc(),
              text.text()));
    }
    releaseOpen();
    open = added;
    Matrix states = segment.advance();
    return segment.scores(states);
  }

  private void releaseOpen() {
    for (Open text : open) {
      segment.release(text.node());
    }
  }

  private void step(TokenScores[] scores) {
    List<Open> candidates = new ArrayList<>();
    for (int i = 0; i < scores.length; i++) {
      Open text = open.get(i);
      end(text, scores[i].of(end));
      for (int token : scores[i].best(PROPOSALS * width)) {
        if (token != end) {
          extend(text, token, scores[i].of(token), candidates);
        }
      }
    }
    candidates.sort(Comparator.comparingDouble((Open text) -> text.score(weight)).reversed());
    List<Open> next = List.copyOf(candidates.subList(0, Math.min(width, candidates.size())));
    for (Open text : next) {
      segment.hold(text.node());
    }
    releaseOpen();
    open = next;
  }

  private void extend(Open before, int token, double logProbability, List<Open> candidates) {
    units
        .add(before.pending(), token)
        // Punctuation: with it, a text would be scored again and again without getting longer.
        .filter(added -> added.units().length > 0 || added.pending().length > 0)
        .ifPresent(
            added -> {
              Units written = before.units();
              CtcPrefix ctc = before.ctc();
              TextState text = before.text().copy();
              for (int unit : added.units()) {
                boolean afterSpace = written.count() == 0 || written.unit() == space;
                if (unit == space && afterSpace) {
                  continue;
                }
                written = new Units(unit, written, written.count() + 1);
                ctc = ctc.with(unit);
                scorer.add(text, unit);
              }
              candidates.add(
                  new Open(
                      before.node(),
                      token,
                      before.decoder() + logProbability,
                      added.pending(),
                      written,
                      ctc,
                      text));
            });
  }

  private void end(Open text, double logProbability) {
    double acoustic = text.ctc().whole();
    if (text.pending().length > 0 || logProbability == Double.NEGATIVE_INFINITY) {
      return;
    }
    TextState whole = text.text().copy();
    scorer.end(whole);
    int[] said = text.units().toArray();
    double score = acoustic + whole.score() + weight * (text.decoder() + logProbability);
    if (Double.isFinite(score)) {
      ended.add(new Hypothesis(said, new int[said.length], acoustic, score));
    }
  }

  /** Whether an open text may still become the best. */
  private boolean canImprove() {
    if (open.isEmpty()) {
      return false;
    }
    double best =
        ended.stream().mapToDouble(Hypothesis::score).max().orElse(Double.NEGATIVE_INFINITY);
    return open.getFirst().score(weight) > best - HOPELESS;
  }
}
