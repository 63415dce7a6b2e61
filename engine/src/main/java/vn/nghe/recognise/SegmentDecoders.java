// SPDX-License-Identifier: Apache-2.0
package vn.nghe.recognise;

import java.util.Optional;
import vn.nghe.api.Decoding;
import vn.nghe.api.Stage;
import vn.nghe.language.NgramModel;
import vn.nghe.model.CtcHead;
import vn.nghe.model.Logits;
import vn.nghe.model.Whisper;

/** The ways in which a loaded model can decode. Immutable. */
public final class SegmentDecoders {
  private final CtcHead head;
  private final LogitsDecoder ctc;

  SegmentDecoders(Whisper model, Optional<NgramModel> languageModel) {
    this.head = model.ctc().orElseThrow();
    this.ctc = new LogitsDecoder(head, model.description().language(), languageModel);
  }

  /**
   * Returns a decoder for the segments of one recording.
   *
   * @throws vn.nghe.api.HotWordException if the model cannot write a hot word
   */
  public SegmentDecoder segments(Decoding decoding) {
    PassDecoder decoder = ctc.segments(decoding);
    return pass -> {
      Logits logits = head.logits(pass.workers(), pass.activations());
      pass.clock().ended(Stage.HEAD);
      return decoder.decode(logits, pass.seconds(), pass.clock());
    };
  }

  /** Whether the model has units for all letters of a hot word, and it has letters. */
  public boolean writes(String hotWord) {
    return ctc.writes(hotWord);
  }
}
