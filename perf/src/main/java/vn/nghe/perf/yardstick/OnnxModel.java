// SPDX-License-Identifier: Apache-2.0
package vn.nghe.perf.yardstick;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import vn.nghe.kernel.Matrix;

/**
 * ONNX Runtime with one of the graphs that {@code perf/yardsticks/export} writes, with the usual
 * settings: all graph optimisations, a number of threads, defaults otherwise.
 */
public final class OnnxModel implements AutoCloseable {
  /** The output of {@code perf/yardsticks/export}, relative to the root of the checkout. */
  private static final Path FOLDER = Path.of("perf/target/yardsticks");

  private static final String INPUT = "log_mel";

  private final OrtSession session;
  private final int bands;
  private final int frames;
  private final FloatBuffer input;
  private final OnnxTensor tensor;

  private OnnxModel(OrtSession session, int bands, int frames) throws OrtException {
    this.session = session;
    this.bands = bands;
    this.frames = frames;
    this.input =
        ByteBuffer.allocateDirect(bands * frames * Float.BYTES)
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer();
    this.tensor =
        OnnxTensor.createTensor(
            OrtEnvironment.getEnvironment(), input, new long[] {1, bands, frames});
  }

  /**
   * Loads a graph.
   *
   * @param name {@code fp32}, {@code fp32-fused}, {@code fp32-full-head} or {@code int8}
   * @param like features of the shape of later calls, [10 ms frames, bands]
   * @param threads threads of one operator
   * @throws IllegalStateException if the graph has not been exported
   */
  public static OnnxModel open(String name, Matrix like, int threads) {
    Path file = FOLDER.resolve(name + ".onnx");
    if (!Files.isRegularFile(file)) {
      throw new IllegalStateException(file + " is missing: run perf/yardsticks/export");
    }
    try (SessionOptions options = new SessionOptions()) {
      options.setOptimizationLevel(SessionOptions.OptLevel.ALL_OPT);
      options.setIntraOpNumThreads(threads);
      OrtSession session = OrtEnvironment.getEnvironment().createSession(file.toString(), options);
      return new OnnxModel(session, like.columns(), like.rows());
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime does not take " + file, e);
    }
  }

  /** The version of ONNX Runtime. */
  public static String version() {
    return OrtEnvironment.getEnvironment().getVersion();
  }

  /**
   * Runs the graph without copying the logits.
   *
   * @param features [10 ms frames, bands]
   */
  public void run(Matrix features) {
    try (OrtSession.Result result = infer(features)) {
      if (result.size() != 1) {
        throw new IllegalStateException("the graph gave " + result.size() + " results");
      }
    }
  }

  /**
   * Runs the graph and copies the logits.
   *
   * @param features [10 ms frames, bands]
   * @return [20 ms frames, classes] row by row
   */
  public float[] logits(Matrix features) {
    try (OrtSession.Result result = infer(features)) {
      FloatBuffer logits = ((OnnxTensor) result.get(0)).getFloatBuffer();
      float[] copy = new float[logits.remaining()];
      logits.get(copy);
      return copy;
    }
  }

  @Override
  public void close() {
    tensor.close();
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime could not free its session", e);
    }
  }

  private OrtSession.Result infer(Matrix features) {
    take(features);
    try {
      return session.run(Map.of(INPUT, tensor));
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime failed", e);
    }
  }

  /** Transposes features: Whisper's layout has bands first, the engine's frames. */
  private void take(Matrix features) {
    if (features.rows() != frames || features.columns() != bands) {
      throw new IllegalArgumentException(
          features.rows() + " frames of " + features.columns() + " bands");
    }
    for (int frame = 0; frame < frames; frame++) {
      int at = features.at(frame);
      for (int band = 0; band < bands; band++) {
        input.put(band * frames + frame, features.data()[at + band]);
      }
    }
  }
}
