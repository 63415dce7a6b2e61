// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.inference;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import vn.nghe.api.Decoding;
import vn.nghe.audio.input.AudioSource;

/**
 * Has a model transcribe a sentence before the first request, so that the just-in-time compiler has
 * compiled the methods on a clip's path. Noise would not do: without speech nothing is decoded.
 */
public final class ModelWarmUp {
  /** One of the sample clips, of 3.2 s. */
  private static final String SENTENCE = "anh-ta-chang-di-dau-xa-ca.mp3";

  /**
   * How often it is heard, after the clip of the self test. The kernels are warm when a model is
   * open; what is left are the methods around them, which have met all they need after some
   * sentences.
   */
  private static final int TIMES = 2;

  private ModelWarmUp() {}

  /**
   * The model, warmed up.
   *
   * @throws RuntimeException if it fails, and then it is closed
   */
  public static LoadedModel of(LoadedModel model) {
    try {
      run(model.recogniser());
      return model;
    } catch (RuntimeException | Error e) {
      model.close();
      throw e;
    }
  }

  private static void run(Recogniser recogniser) {
    byte[] file = read();
    for (int i = 0; i < TIMES; i++) {
      recogniser.transcribe(AudioSource.of(file), Decoding.DEFAULT);
    }
  }

  private static byte[] read() {
    try (InputStream in = ModelWarmUp.class.getResourceAsStream(SENTENCE)) {
      return Objects.requireNonNull(in, SENTENCE).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + SENTENCE, e);
    }
  }
}
