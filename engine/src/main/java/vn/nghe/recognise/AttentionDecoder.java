// SPDX-License-Identifier: Apache-2.0
package vn.nghe.recognise;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.nghe.api.Decoding;
import vn.nghe.api.Stage;
import vn.nghe.decode.Span;
import vn.nghe.features.Frames;
import vn.nghe.generate.BeamSearch;
import vn.nghe.generate.Generation;
import vn.nghe.generate.GreedySearch;
import vn.nghe.generate.PromptedSegment;
import vn.nghe.generate.TokenTimes;
import vn.nghe.generate.TokenUnits;
import vn.nghe.model.TextDecoder;
import vn.nghe.text.BytePairs;
import vn.nghe.text.PlainWords;
import vn.nghe.text.Vocabulary;
import vn.nghe.text.WordAssembler;
import vn.nghe.text.WordConfidence;
import vn.nghe.transcript.Alternative;
import vn.nghe.transcript.Transcript;
import vn.nghe.transcript.Word;

/** Decodes segments with the decoder alone. Immutable. */
final class AttentionDecoder {
  /** Temperatures for texts that are doubtful; Whisper's own. */
  private static final double[] TEMPERATURES = {0.2, 0.4, 0.6, 0.8, 1.0};

  /** So that a recording has one text: the random numbers of every segment are the same. */
  private static final long SEED = 1;

  /**
   * Tokens that a text may have for each second of sound. Fast speakers say seven syllables, and a
   * syllable has two tokens on average; a text that runs beyond repeats itself.
   */
  private static final double TOKENS_PER_SECOND = 18;

  private static final int FEWEST_TOKENS = 8;

  private final TextDecoder decoder;
  private final String language;
  private final BytePairs tokens;
  private final byte[][] tokenBytes;
  private final WordAssembler words;

  AttentionDecoder(TextDecoder decoder, String language) {
    this.decoder = decoder;
    this.language = language;
    Vocabulary vocabulary = Vocabulary.ofByteLevelBpe(decoder.tokens());
    this.tokens = new BytePairs(vocabulary);
    this.tokenBytes = vocabulary.unitBytes();
    this.words =
        WordAssembler.ofExactTimes(vocabulary, Frames.SECONDS, WordConfidence.GEOMETRIC_MEAN);
  }

  /** The tokens of a plain text, as the decoder would write it. */
  int[] tokens(String text) {
    // Whisper's texts begin with a space, so a word has the same tokens wherever it stands.
    return tokens.encode(" " + text).stream().mapToInt(Integer::intValue).toArray();
  }

  /** The units of a CTC head that the tokens write. */
  TokenUnits units(TokenUnits.CharacterUnits characters) {
    return new TokenUnits(tokenBytes, characters);
  }

  /** The decoder, after it has heard a segment. */
  PromptedSegment hear(EncodedPass pass) {
    PromptedSegment segment =
        new PromptedSegment(
            pass.workers(),
            decoder,
            pass.activations().decoderState(),
            pass.activations().encoded(),
            FEWEST_TOKENS + (int) (pass.seconds() * TOKENS_PER_SECOND));
    pass.clock().ended(Stage.HEAD);
    return segment;
  }

  /** Decodes one segment. */
  Transcript decode(EncodedPass pass, Decoding decoding) {
    PromptedSegment segment = hear(pass);
    int width = Math.max(decoding.decoderBeamWidth(), decoding.alternatives());
    List<Generation> texts =
        width == 1 ? List.of(GreedySearch.search(segment)) : BeamSearch.search(segment, width);
    Optional<Generation> said = said(segment, texts.getFirst());
    pass.clock().ended(Stage.SEARCH);
    Transcript transcript =
        said.map(text -> transcript(segment, text, texts, pass.seconds(), decoding))
            .orElseGet(() -> new Transcript(language, pass.seconds(), List.of(), List.of()));
    pass.clock().ended(Stage.TEXT);
    return transcript;
  }

  /** The best text, or another if it is doubtful; none where nobody speaks. */
  private Optional<Generation> said(PromptedSegment segment, Generation best) {
    Generation text = best;
    for (double temperature : TEMPERATURES) {
      Doubt doubt = Doubt.of(segment.noSpeech(), text, tokens.decode(text.tokenList()));
      switch (doubt) {
        case NONE -> {
          return Optional.of(text);
        }
        case NO_SPEECH -> {
          return Optional.empty();
        }
        case REPEATS, UNLIKELY -> text = GreedySearch.sample(segment, temperature, SEED);
      }
    }
    return switch (Doubt.of(segment.noSpeech(), text, tokens.decode(text.tokenList()))) {
      case NONE, UNLIKELY -> Optional.of(text);
      case NO_SPEECH, REPEATS -> Optional.empty();
    };
  }

  private Transcript transcript(
      PromptedSegment segment,
      Generation text,
      List<Generation> texts,
      double seconds,
      Decoding decoding) {
    int frames = Math.toIntExact(Math.round(seconds * Frames.PER_SECOND));
    List<Span> spans = TokenTimes.of(segment, text, frames);
    List<Word> plain = PlainWords.of(words.assemble(spans, seconds));
    return new Transcript(
        language,
        seconds,
        plain,
        decoding.alternatives() == 1 ? List.of() : alternatives(texts, decoding.alternatives()));
  }

  private List<Alternative> alternatives(List<Generation> texts, int most) {
    Map<String, Double> scores = new LinkedHashMap<>();
    for (Generation text : texts) {
      scores.putIfAbsent(PlainWords.of(tokens.decode(text.tokenList())), text.score());
    }
    return scores.entrySet().stream()
        .limit(most)
        .map(entry -> new Alternative(entry.getKey(), entry.getValue()))
        .toList();
  }
}
