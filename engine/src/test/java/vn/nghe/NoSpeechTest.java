// SPDX-License-Identifier: Apache-2.0
package vn.nghe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vn.nghe.api.Decoding;
import vn.nghe.api.StreamingOptions;
import vn.nghe.audio.Audio;
import vn.nghe.audio.input.AudioSource;
import vn.nghe.transcript.LiveText;

/** Where nobody speaks there is no text, whoever listens. */
final class NoSpeechTest {
  private static final int RATE = Audio.SAMPLE_RATE;

  /** More than a segment may be, so that all of them are cut. */
  private static final int SECONDS = 20;

  private static Transcriber transcriber;

  /** What else is to be heard. */
  enum Sound {
    SILENCE {
      @Override
      double at(double time, Random random) {
        return 0;
      }
    },
    WHITE_NOISE {
      @Override
      double at(double time, Random random) {
        return 0.1 * random.nextGaussian();
      }
    },
    /** Six octaves of noise that is held, as Voss and McCartney make it. */
    PINK_NOISE {
      @Override
      double at(double time, Random random) {
        long sample = Math.round(time * RATE);
        double sum = 0;
        for (int row = 0; row < 6; row++) {
          sum += new SplittableRandom(6 * (sample >> row) + row).nextGaussian();
        }
        return 0.05 * sum;
      }
    },
    /** From 50 Hz to 7 kHz every five seconds. */
    SWEEP {
      @Override
      double at(double time, Random random) {
        double rise = Math.log(140) / 5;
        return 0.3 * Math.sin(2 * Math.PI * 50 * (Math.exp(rise * (time % 5)) - 1) / rise);
      }
    },
    HUM {
      @Override
      double at(double time, Random random) {
        double sum = 0;
        for (int harmonic = 1; harmonic <= 7; harmonic += 2) {
          sum += Math.sin(2 * Math.PI * 50 * harmonic * time) / harmonic;
        }
        return 0.1 * sum + 0.001 * random.nextGaussian();
      }
    },
    /**
     * C, A minor, F and G by triads with vibrato and six harmonics, and a drum every half second.
     */
    MUSIC {
      private static final double[][] CHORDS = {
        {261.6, 329.6, 392}, {220, 261.6, 329.6}, {174.6, 220, 261.6}, {196, 246.9, 293.7}
      };

      @Override
      double at(double time, Random random) {
        double sum = 0;
        for (double pitch : CHORDS[(int) (time % 8 / 2)]) {
          double phase = 2 * Math.PI * pitch * time + 0.3 * Math.sin(2 * Math.PI * 5.5 * time);
          for (int harmonic = 1; harmonic <= 6; harmonic++) {
            sum += Math.sin(harmonic * phase) / harmonic;
          }
        }
        return 0.06 * sum * Math.exp(-(time % 2)) + hit(time % 0.5, 25, random);
      }
    },
    /** A key some four times a second, down and up. */
    TYPING {
      @Override
      double at(double time, Random random) {
        double key = 0.23 + 0.05 * Math.sin(3 * time);
        return hit(time % key, 300, random)
            + 0.5 * hit((time + 0.09) % key, 400, random)
            + 0.0005 * random.nextGaussian();
      }
    };

    /** A sample. */
    abstract double at(double time, Random random);

    private static double hit(double since, double decay, Random random) {
      return 0.4 * Math.exp(-decay * since) * random.nextGaussian();
    }

    float[] samples() {
      var random = new Random(20261124);
      float[] samples = new float[SECONDS * RATE];
      for (int i = 0; i < samples.length; i++) {
        samples[i] = (float) Math.clamp(at((double) i / RATE, random), -1, 1);
      }
      return samples;
    }
  }

  @BeforeAll
  static void open() {
    transcriber = Transcriber.open(TestFiles.defaultModel());
  }

  @AfterAll
  static void close() {
    transcriber.close();
  }

  @ParameterizedTest
  @EnumSource
  void givesNoText(Sound sound) {
    float[] samples = sound.samples();
    Audio audio = Audio.ofSamples(samples);
    assertEquals("", transcriber.transcribe(AudioSource.of(audio)).text(), "by default");
    assertEquals(
        "", transcriber.transcribe(AudioSource.of(audio), Decoding.GREEDY).text(), "greedily");
    List<LiveText> live = new ArrayList<>();
    var options = StreamingOptions.DEFAULT.withPartialInterval(Duration.ofDays(1));
    try (StreamingTranscriber stream = transcriber.stream(options, live::add)) {
      stream.accept(samples, samples.length);
      stream.finish();
    }
    assertEquals(List.of(), live, "live");
  }
}
