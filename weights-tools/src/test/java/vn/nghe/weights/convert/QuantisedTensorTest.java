// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.convert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.nghe.Transcriber;
import vn.nghe.api.Decoding;
import vn.nghe.api.ModelException;
import vn.nghe.audio.input.AudioSource;
import vn.nghe.model.Safetensors;
import vn.nghe.model.Tensor;
import vn.nghe.model.TensorType;
import vn.nghe.transcript.Transcript;
import vn.nghe.weights.ModelCopy;
import vn.nghe.weights.tensors.SafetensorsWriter;
import vn.nghe.weights.tensors.TensorSource;
import vn.nghe.weights.verify.Verification;

/** Quantised weights: their rounding errors, and that the engine reads them. */
final class QuantisedTensorTest {
  private static final Path CLIP = ModelCopy.PROJECT.resolve("samples/anh-cam-thay-the-nao.mp3");

  @TempDir Path folder;

  @Test
  void everyValueIsWithinHalfAStepOfWhatItWas() throws IOException {
    Path quantised = quantise(ModelCopy.DEFAULT_MODEL);
    assertEquals(List.of(), Verification.of(quantised).faults());
    int weights = 0;
    try (Safetensors before = weights(ModelCopy.DEFAULT_MODEL);
        Safetensors after = weights(quantised)) {
      for (Tensor tensor : after.tensors()) {
        if (tensor.type() == TensorType.I8) {
          weights++;
          float[] was = floats(before.tensor(tensor.name()).orElseThrow());
          float[] is = floats(tensor);
          float[] steps = floats(after.tensor(tensor.name() + ".scale").orElseThrow());
          for (int i = 0; i < is.length; i++) {
            float step = steps[i / (is.length / steps.length)];
            // Dividing by the step rounds by 2^-24 of the quotient, 127 at most.
            double most = (0.5 + 127 * 0x1p-23) * step;
            assertTrue(Math.abs(was[i] - (double) is[i] * step) <= most, tensor.name() + " " + i);
          }
        }
      }
    }
    // Two convolutions, six weights in each of six layers, two in the head.
    assertEquals(2 + 6 * 6 + 2, weights);
  }

  @Test
  void theEngineComputesWithStepTimesInteger() throws IOException {
    Path quantised = quantise(ModelCopy.DEFAULT_MODEL);
    Path widened = Files.createDirectory(folder.resolve("widened"));
    for (String file : new String[] {"config.json", "vocab.json"}) {
      Files.copy(quantised.resolve(file), widened.resolve(file));
    }
    try (Safetensors file = weights(quantised)) {
      List<TensorSource> tensors = new ArrayList<>();
      for (Tensor tensor : file.tensors()) {
        if (tensor.type() == TensorType.I8) {
          float[] values = floats(tensor);
          float[] steps = floats(file.tensor(tensor.name() + ".scale").orElseThrow());
          for (int i = 0; i < values.length; i++) {
            // The engine rounds it to 16 bits.
            float value = values[i] * steps[i / (values.length / steps.length)];
            values[i] = Float.float16ToFloat(Float.floatToFloat16(value));
          }
          long[] shape = tensor.shape().stream().mapToLong(Long::longValue).toArray();
          tensors.add(new ModelCopy.Floats(tensor.name(), shape, values));
        } else if (!tensor.name().endsWith(".scale")) {
          tensors.add(TensorSource.of(tensor.name(), tensor));
        }
      }
      SafetensorsWriter.write(widened.resolve("model.safetensors"), tensors, Map.of());
    }
    Files.delete(quantised.resolve("lm.bin"));
    assertEquals(transcript(widened), transcript(quantised));
  }

  @Test
  void integersWithoutScaleAreRefused() throws IOException {
    ModelCopy small = ModelCopy.into(Files.createDirectory(folder.resolve("small")));
    ModelCopy quantised = new ModelCopy(quantise(small.folder()));
    String weight = "model.encoder.layers.1.fc2.weight";
    quantised.replaceTensors(weight + ".scale");
    ModelException e =
        assertThrows(ModelException.class, () -> Transcriber.open(quantised.folder(), 1));
    assertEquals(
        quantised.file("model.safetensors")
            + ": tensor "
            + weight
            + " holds I8 values, which need a tensor "
            + weight
            + ".scale",
        e.getMessage());
    List<String> faults = Verification.of(quantised.folder()).faults();
    assertTrue(
        faults.getLast().endsWith("tensor " + weight + ".scale is missing"), faults::toString);
  }

  @Test
  void aScaleOfAnotherLengthIsRefused() throws IOException {
    ModelCopy small = ModelCopy.into(Files.createDirectory(folder.resolve("small")));
    ModelCopy quantised = new ModelCopy(quantise(small.folder()));
    String scale = "ctc_head.0.weight.scale";
    quantised.replaceTensors(scale, new ModelCopy.Floats(scale, new long[] {2}, 1, 1));
    ModelException e =
        assertThrows(ModelException.class, () -> Transcriber.open(quantised.folder(), 1));
    String message = "tensor " + scale + " has shape [2], config.json asks for [96]";
    assertTrue(e.getMessage().endsWith(message), e.getMessage());
  }

  private Path quantise(Path model) throws IOException {
    Path into = folder.resolve("int8");
    new Conversion(Optional.of(Storage.INT8), Optional.empty()).run(model, into);
    return into;
  }

  private static Safetensors weights(Path model) {
    return Safetensors.open(model.resolve("model.safetensors"));
  }

  private static float[] floats(Tensor tensor) {
    float[] values = new float[(int) tensor.size()];
    tensor.floats(0, values, 0, values.length);
    return values;
  }

  private static Transcript transcript(Path model) {
    try (Transcriber transcriber = Transcriber.open(model, 1)) {
      return transcriber.transcribe(AudioSource.of(CLIP), Decoding.GREEDY);
    }
  }
}
