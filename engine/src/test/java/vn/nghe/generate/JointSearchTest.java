// SPDX-License-Identifier: Apache-2.0
package vn.nghe.generate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import vn.nghe.TestFiles;
import vn.nghe.decode.CtcPrefix;
import vn.nghe.decode.Hypothesis;
import vn.nghe.decode.TextScorer;
import vn.nghe.kernel.Matrix;
import vn.nghe.kernel.Workers;
import vn.nghe.model.Logits;
import vn.nghe.model.Reference;
import vn.nghe.model.TextDecoder;
import vn.nghe.model.Whisper;
import vn.nghe.text.CharacterSpelling;
import vn.nghe.text.Vocabulary;

/** A CTC head that is certain of its text, and a decoder with random weights. */
class JointSearchTest {
  private static final Workers WORKERS = new Workers(1);
  private static final Whisper MODEL =
      Whisper.load(TestFiles.resource("models/random-whisper"), WORKERS);
  private static final TextDecoder DECODER = MODEL.decoder().orElseThrow();
  private static final Map<String, Integer> CLASSES = MODEL.ctc().orElseThrow().vocabulary();
  private static final int BLANK = MODEL.ctc().orElseThrow().config().blank();
  private static final byte[][] UNIT_BYTES = Vocabulary.ofCharacters(CLASSES).unitBytes();
  private static final int WIDTH = 64;

  private final CharacterSpelling spelling = new CharacterSpelling(CLASSES);
  private final TokenUnits units =
      new TokenUnits(Vocabulary.ofByteLevelBpe(DECODER.tokens()).unitBytes(), spelling::of);

  @AfterAll
  static void close() {
    WORKERS.close();
  }

  @Test
  void theHeadDecidesWhereTheDecoderHasLittleWeight() {
    Logits logits = saying("anh nói", 8);
    // So wide that every token is proposed.
    List<Hypothesis> found = search(logits, 0.25, 450);
    assertEquals("anh nói", text(found.getFirst().units()));
    CtcPrefix prefix = CtcPrefix.empty(logits);
    for (int unit : found.getFirst().units()) {
      prefix = prefix.with(unit);
    }
    assertEquals(prefix.whole(), found.getFirst().acoustic(), 1e-9);
  }

  @Test
  void theDecoderDecidesWhereTheHeadIsUndecided() {
    Logits undecided = Logits.of(new float[30 * CLASSES.size()], 30, CLASSES.size(), BLANK);
    Hypothesis light = search(undecided, 0.001, 5).getFirst();
    Hypothesis heavy = search(undecided, 50, 5).getFirst();
    assertTrue(!Arrays.equals(light.units(), heavy.units()));
  }

  @Test
  void aTextHasTheScoresOfItsParts() {
    Logits logits = saying("anh", 4);
    for (double weight : new double[] {0.25, 1}) {
      Hypothesis best = search(logits, weight, 100).getFirst();
      double decoder = (best.score() - best.acoustic()) / weight;
      // A probability, and no better than that of the likeliest continuation at every step.
      assertTrue(decoder < 0 && Double.isFinite(decoder), "" + decoder);
      assertArrayEquals(new int[best.units().length], best.frames());
    }
  }

  @Test
  void tokensThatEndWithinACharacterGoOnInTheNext() {
    byte[] letter = "ế".getBytes(StandardCharsets.UTF_8);
    byte[][] tokens = {{' ', letter[0]}, {letter[1]}, {letter[2], 'n'}, {}, {'7'}, {(byte) 0x80}};
    TokenUnits pieces = new TokenUnits(tokens, spelling::of);
    TokenUnits.Addition first = pieces.add(TokenUnits.none(), 0).orElseThrow();
    assertArrayEquals(new int[] {CLASSES.get(" ")}, first.units());
    TokenUnits.Addition second = pieces.add(first.pending(), 1).orElseThrow();
    assertArrayEquals(new int[0], second.units());
    TokenUnits.Addition third = pieces.add(second.pending(), 2).orElseThrow();
    assertArrayEquals(
        new int[] {CLASSES.get("ê"), CLASSES.get("\u0301"), CLASSES.get("n")}, third.units());
    assertEquals(0, third.pending().length);
    assertEquals(Optional.empty(), pieces.add(first.pending(), 4), "another character begins");
    for (int impossible : new int[] {3, 4, 5}) {
      assertEquals(Optional.empty(), pieces.add(TokenUnits.none(), impossible));
    }
  }

  private List<Hypothesis> search(Logits logits, double weight, int width) {
    try (Reference reference = Reference.open("random-whisper")) {
      float[] encoded = reference.floats("encoder");
      PromptedSegment segment =
          new PromptedSegment(
              WORKERS,
              DECODER,
              DECODER.newState(),
              Matrix.of(encoded, encoded.length / WIDTH, WIDTH),
              12);
      return JointSearch.search(
          segment,
          logits,
          units,
          TextScorer.ofNothing(UNIT_BYTES),
          CLASSES.get(" "),
          weight,
          width);
    }
  }

  /** Logits of a head that hears a text, with a blank after each unit. */
  private Logits saying(String text, float certainty) {
    int[] said =
        text.codePoints().flatMap(c -> Arrays.stream(spelling.of(c).orElseThrow())).toArray();
    int classes = CLASSES.size();
    float[] values = new float[2 * said.length * classes];
    for (int i = 0; i < said.length; i++) {
      values[2 * i * classes + said[i]] = certainty;
      values[(2 * i + 1) * classes + BLANK] = certainty;
    }
    return Logits.of(values, 2 * said.length, classes, BLANK);
  }

  private static String text(int[] units) {
    StringBuilder text = new StringBuilder();
    for (int unit : units) {
      text.append(new String(UNIT_BYTES[unit], StandardCharsets.UTF_8));
    }
    return Normalizer.normalize(text, Normalizer.Form.NFC);
  }
}
