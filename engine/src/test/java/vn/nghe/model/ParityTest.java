// SPDX-License-Identifier: Apache-2.0
package vn.nghe.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.text.Normalizer;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import vn.nghe.TestFiles;
import vn.nghe.audio.Audio;
import vn.nghe.audio.input.AudioDecoder;
import vn.nghe.decode.GreedyCtc;
import vn.nghe.features.Frames;
import vn.nghe.kernel.Matrix;
import vn.nghe.kernel.Workers;

/**
 * Every stage against an independent implementation: the truth in double precision by PyTorch and
 * Hugging Face transformers. The engine may be a small multiple as far from it as PyTorch in single
 * precision is.
 */
class ParityTest {
  private static final List<String> CLIPS = TestFiles.CLIPS;
  private static final Workers WORKERS = new Workers(2);
  private static final Whisper MODEL = Whisper.load(TestFiles.defaultModel(), WORKERS);

  @AfterAll
  static void close() {
    WORKERS.close();
  }

  @ParameterizedTest
  @FieldSource("CLIPS")
  void everyStageAgrees(String clip) {
    try (Reference reference = Reference.open(clip)) {
      Map<String, Rows> stages = run(MODEL, clip, reference.samples());
      assertSameColumns(reference, "log_mel", stages.get("log_mel"));
      assertSameRows(reference, "conv1", stages.get("conv1"), reference.ints("rows.conv1"));
      int[] rows = reference.ints("rows");
      assertSameRows(reference, "conv2", stages.get("conv2"), rows);
      for (int layer = 0; layer < MODEL.description().encoderLayers(); layer++) {
        assertSameRows(reference, "layer." + layer, stages.get("layer." + layer), rows);
      }
      assertSameRows(reference, "encoder", stages.get("encoder"), rows);
      assertSameRows(reference, "head_hidden", stages.get("head_hidden"), rows);
      reference.assertClose("logits", stages.get("logits").values());
      assertSamePathAndText(MODEL, reference, stages.get("logits"));
    }
  }

  @Test
  void paddingToThirtySecondsAgreesAsWell() {
    String clip = CLIPS.getFirst();
    try (Reference reference = Reference.open(clip + ".padded")) {
      Map<String, Rows> stages = run(MODEL, clip, 30 * Audio.SAMPLE_RATE);
      Rows logMel = stages.get("log_mel");
      int[] frames = reference.ints("rows.log_mel");
      reference.assertClose("log_mel", logMel.rows(frames).transposed().values());
      Rows logits = stages.get("logits");
      reference.assertClose("logits", logits.first(200).values());
      assertSamePathAndText(MODEL, reference, logits);
    }
  }

  @Test
  void anotherSizeFollowsFromItsConfiguration() {
    Path folder = TestFiles.resource("models/random-tiny");
    Whisper model = Whisper.load(folder, WORKERS);
    try (Reference reference = Reference.open("random-tiny")) {
      Map<String, Rows> stages = run(model, CLIPS.getFirst(), reference.samples());
      reference.assertClose("logits", stages.get("logits").values());
      assertSamePathAndText(model, reference, stages.get("logits"));
    }
  }

  /** Runs a clip and keeps a copy of what every stage gives. */
  private static Map<String, Rows> run(Whisper model, String clip, int samples) {
    Audio audio = AudioDecoder.decode(TestFiles.clip(clip), Duration.ofMinutes(1));
    Map<String, Rows> stages = new LinkedHashMap<>();
    TensorListener copies = (name, values) -> stages.put(name, Rows.copyOf(values));
    Activations activations = model.newActivations();
    int frames = samples / Frames.SAMPLES;
    copies.completed("log_mel", model.features(WORKERS, activations, audio, frames));
    model.encode(WORKERS, activations, copies);
    model.ctc().orElseThrow().logits(WORKERS, activations, copies);
    return stages;
  }

  private static void assertSameRows(Reference reference, String stage, Rows actual, int[] rows) {
    reference.assertClose(stage, actual.rows(rows).values());
  }

  /** The reference keeps features as Whisper does, a row for each band. */
  private static void assertSameColumns(Reference reference, String stage, Rows actual) {
    reference.assertClose(stage, actual.transposed().values());
  }

  private static void assertSamePathAndText(Whisper model, Reference reference, Rows logits) {
    assertArrayEquals(reference.ints("argmax"), logits.largestColumns());
    Map<Integer, String> names =
        model.ctc().orElseThrow().vocabulary().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));
    String units =
        GreedyCtc.decode(
                Logits.of(
                    logits.values(),
                    logits.count(),
                    logits.columns(),
                    model.ctc().orElseThrow().config().blank()))
            .stream()
            .map(span -> names.get(span.unit()))
            .collect(Collectors.joining());
    assertEquals(reference.text(), Normalizer.normalize(units, Normalizer.Form.NFC));
  }

  /** A matrix that stays after the engine's buffers have been used again. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared as a whole.
  private record Rows(float[] values, int count, int columns) {
    static Rows copyOf(Matrix matrix) {
      float[] values = new float[matrix.rows() * matrix.columns()];
      for (int row = 0; row < matrix.rows(); row++) {
        System.arraycopy(
            matrix.data(), matrix.at(row), values, row * matrix.columns(), matrix.columns());
      }
      return new Rows(values, matrix.rows(), matrix.columns());
    }

    Rows rows(int[] indices) {
      float[] picked = new float[indices.length * columns];
      for (int i = 0; i < indices.length; i++) {
        System.arraycopy(values, indices[i] * columns, picked, i * columns, columns);
      }
      return new Rows(picked, indices.length, columns);
    }

    Rows first(int rows) {
      return new Rows(Arrays.copyOf(values, rows * columns), rows, columns);
    }

    Rows transposed() {
      float[] turned = new float[values.length];
      for (int row = 0; row < count; row++) {
        for (int column = 0; column < columns; column++) {
          turned[column * count + row] = values[row * columns + column];
        }
      }
      return new Rows(turned, columns, count);
    }

    int[] largestColumns() {
      int[] largest = new int[count];
      for (int row = 0; row < count; row++) {
        for (int column = 1; column < columns; column++) {
          if (values[row * columns + column] > values[row * columns + largest[row]]) {
            largest[row] = column;
          }
        }
      }
      return largest;
    }
  }
}
