// SPDX-License-Identifier: Apache-2.0
package vn.nghe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import vn.nghe.audio.Audio;
import vn.nghe.audio.input.AudioDecoder;
import vn.nghe.kernel.Matrix;
import vn.nghe.kernel.Workers;
import vn.nghe.model.Activations;
import vn.nghe.model.DecoderState;
import vn.nghe.model.Logits;
import vn.nghe.model.TextDecoder;
import vn.nghe.model.Whisper;

/** The logits do not depend on how many threads share the work, nor on the vectors' length. */
class SameBitsEverywhereTest {
  private static final Duration LONGEST = Duration.ofMinutes(1);

  private static final String VECTORS = "--add-modules=jdk.incubator.vector";

  /** Prints a digest of all logits of all clips, computed by as many threads as it is told. */
  static final class Main {
    public static void main(String[] arguments) throws Exception {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      try (Workers workers = new Workers(Integer.parseInt(arguments[0]))) {
        Whisper model = Whisper.load(TestFiles.defaultModel(), workers);
        for (String name : TestFiles.CLIPS) {
          Audio audio = AudioDecoder.decode(TestFiles.clip(name), LONGEST);
          int frames = Whisper.frames(audio.length() + model.tailSamples());
          Activations activations = model.newActivations();
          model.features(workers, activations, audio, frames);
          model.encode(workers, activations);
          Logits logits = model.ctc().orElseThrow().logits(workers, activations);
          ByteBuffer bytes = ByteBuffer.allocate(4 * frames * logits.classes());
          for (int i = 0; i < frames * logits.classes(); i++) {
            bytes.putFloat(logits.at(i / logits.classes(), i % logits.classes()));
          }
          digest.update(bytes.flip());
        }
        digest.update(decoder(workers));
      }
      System.out.println(HexFormat.of().formatHex(digest.digest()));
    }
  }

  /** The logits of a decoder with random weights for its prompt and two texts. */
  private static ByteBuffer decoder(Workers workers) {
    Whisper model = Whisper.load(TestFiles.resource("models/random-whisper"), workers);
    TextDecoder decoder = model.decoder().orElseThrow();
    Activations activations = model.newActivations();
    Audio audio = AudioDecoder.decode(TestFiles.clip(TestFiles.CLIPS.getFirst()), LONGEST);
    model.features(workers, activations, audio, Whisper.frames(audio.length()));
    DecoderState state = activations.decoderState();
    decoder.begin(workers, state, model.encode(workers, activations));
    int last = DecoderState.NONE;
    for (int token : decoder.config().prompt()) {
      last = state.add(token, last);
    }
    state.add(7, state.add(300, last));
    state.add(8, state.add(301, last));
    Matrix states = decoder.advance(workers, state);
    int tokens = decoder.config().tokens();
    Matrix logits = Matrix.of(new float[states.rows() * tokens], states.rows(), tokens);
    decoder.logits(workers, states, logits);
    ByteBuffer bytes = ByteBuffer.allocate(4 * logits.data().length);
    bytes.asFloatBuffer().put(logits.data());
    return bytes;
  }

  @Test
  void onOneThreadOrMany() throws Exception {
    assertEquals(digest(1), digest(2));
    assertEquals(digest(1), digest(5));
  }

  @Test
  void onAvx2AsOnWiderVectors() throws Exception {
    assertEquals(digest(2), digest(2, "-XX:+IgnoreUnrecognizedVMOptions", "-XX:UseAVX=2"));
  }

  @Test
  void withEveryTile() throws Exception {
    String expected = digest(2);
    for (String tile : List.of("6x2", "5x4", "14x2")) {
      assertEquals(expected, digest(2, "-Dnghe.tile=" + tile), tile);
    }
  }

  private static String digest(int threads, String... flags) throws Exception {
    List<String> all = Stream.concat(Stream.of(VECTORS), Stream.of(flags)).toList();
    return ChildJvm.run(all, Main.class, List.of("" + threads)).out();
  }
}
