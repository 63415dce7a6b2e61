// SPDX-License-Identifier: Apache-2.0
package vn.nghe.recognise;

import java.util.List;
import java.util.Optional;
import vn.nghe.api.Decoding;
import vn.nghe.api.DecodingMethod;
import vn.nghe.api.DecodingMethodException;
import vn.nghe.api.HotWordException;
import vn.nghe.api.ModelDescription;
import vn.nghe.api.Stage;
import vn.nghe.decode.TextScorer;
import vn.nghe.generate.JointSearch;
import vn.nghe.generate.PromptedSegment;
import vn.nghe.generate.TokenUnits;
import vn.nghe.language.NgramModel;
import vn.nghe.model.CtcHead;
import vn.nghe.model.Logits;
import vn.nghe.model.Whisper;
import vn.nghe.text.CharacterSpelling;

/** The ways in which a loaded model can decode. Immutable. */
public final class SegmentDecoders {
  private final ModelDescription description;
  private final Optional<Ctc> ctc;
  private final Optional<AttentionDecoder> attention;

  /** The CTC head and what turns its logits into text. */
  private record Ctc(CtcHead head, LogitsDecoder decoder) {
    Logits logits(EncodedPass pass) {
      Logits logits = head.logits(pass.workers(), pass.activations());
      pass.clock().ended(Stage.HEAD);
      return logits;
    }
  }

  SegmentDecoders(Whisper model, Optional<NgramModel> languageModel) {
    this.description = model.description();
    String language = description.language();
    this.ctc =
        model.ctc().map(head -> new Ctc(head, new LogitsDecoder(head, language, languageModel)));
    this.attention = model.decoder().map(decoder -> new AttentionDecoder(decoder, language));
  }

  /**
   * Returns a decoder for the segments of one recording.
   *
   * @throws HotWordException if the model cannot write a hot word
   * @throws DecodingMethodException if the model has not the parts that the method needs
   */
  public SegmentDecoder segments(Decoding decoding) {
    DecodingMethod method =
        decoding.method().orElse(ctc.isPresent() ? DecodingMethod.CTC : DecodingMethod.ATTENTION);
    if (!description.methods().contains(method)) {
      throw new DecodingMethodException(method, description);
    }
    return switch (method) {
      case CTC -> ctc(ctc.orElseThrow(), decoding);
      case ATTENTION -> attention(attention.orElseThrow(), decoding);
      case JOINT -> joint(ctc.orElseThrow(), attention.orElseThrow(), decoding);
      case RESCORE -> rescore(ctc.orElseThrow(), attention.orElseThrow(), decoding);
    };
  }

  private static SegmentDecoder ctc(Ctc ctc, Decoding decoding) {
    PassDecoder decoder = ctc.decoder().segments(decoding);
    return pass ->
        decoder.decode(ctc.logits(pass), pass.seconds(), pass.clock(), PassDecoder.Order.FOUND);
  }

  private static SegmentDecoder attention(AttentionDecoder attention, Decoding decoding) {
    if (!decoding.hotWords().isEmpty()) {
      throw new HotWordException(0, "needs a CTC head: the decoder alone cannot prefer words");
    }
    return pass -> attention.decode(pass, decoding);
  }

  private static SegmentDecoder rescore(Ctc ctc, AttentionDecoder attention, Decoding decoding) {
    PassDecoder decoder = ctc.decoder().segments(decoding);
    return pass -> {
      Logits logits = ctc.logits(pass);
      return decoder.decode(
          logits,
          pass.seconds(),
          pass.clock(),
          found -> {
            PromptedSegment segment = attention.hear(pass);
            return new Rescoring(
                    segment,
                    attention::tokens,
                    hypothesis -> ctc.decoder().text(hypothesis.units()),
                    decoding.decoderWeight())
                .of(found);
          });
    };
  }

  private static SegmentDecoder joint(Ctc ctc, AttentionDecoder attention, Decoding decoding) {
    if (!decoding.hotWords().isEmpty()) {
      throw new HotWordException(0, "cannot be preferred by joint decoding; use ctc or rescore");
    }
    PassDecoder decoder = ctc.decoder().segments(decoding);
    TextScorer scorer = ctc.decoder().scorer(decoding, List.of());
    CharacterSpelling spelling = new CharacterSpelling(ctc.head().vocabulary());
    int space = spelling.of(' ').orElseThrow()[0];
    TokenUnits units = attention.units(spelling::of);
    int width = Math.max(decoding.decoderBeamWidth(), decoding.alternatives());
    return pass ->
        decoder.decodeWhole(
            ctc.logits(pass),
            pass.seconds(),
            pass.clock(),
            space,
            logits ->
                JointSearch.search(
                    attention.hear(pass),
                    logits,
                    units,
                    scorer,
                    space,
                    decoding.decoderWeight(),
                    width));
  }

  /** Whether the model has units for all letters of a hot word, and it has letters. */
  public boolean writes(String hotWord) {
    return ctc.isPresent() && ctc.get().decoder().writes(hotWord);
  }
}
