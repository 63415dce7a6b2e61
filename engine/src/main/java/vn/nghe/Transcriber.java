// SPDX-License-Identifier: Apache-2.0
package vn.nghe;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import vn.nghe.audio.Audio;
import vn.nghe.decode.GreedyCtc;
import vn.nghe.decode.Span;
import vn.nghe.kernel.Matrix;
import vn.nghe.kernel.VectorPlatform;
import vn.nghe.kernel.WarmUp;
import vn.nghe.kernel.Workers;
import vn.nghe.model.Activations;
import vn.nghe.model.ModelDescription;
import vn.nghe.model.WhisperCtc;
import vn.nghe.text.Vocabulary;
import vn.nghe.text.WordAssembler;
import vn.nghe.text.WordConfidence;
import vn.nghe.transcript.Transcript;

/**
 * The front door: speech in, text out. Immutable and safe for use by many threads; one instance per
 * model and process is enough.
 *
 * <pre>{@code
 * try (Transcriber transcriber = Transcriber.open(Path.of("models/nghe-base-vi"))) {
 *   System.out.println(transcriber.transcribe(Path.of("clip.wav")).text());
 * }
 * }</pre>
 */
public final class Transcriber implements AutoCloseable {
  /** The longest recording that {@link #transcribe(Path)} and its siblings accept. */
  public static final Duration LONGEST = Duration.ofHours(5);

  /** Frames that neighbouring windows of a long recording share: 4 s. */
  private static final int OVERLAP = 200;

  private static final double SECONDS_PER_FRAME =
      (double) WhisperCtc.SAMPLES_PER_FRAME / Audio.SAMPLE_RATE;

  private final WhisperCtc model;
  private final Workers workers;
  private final WordAssembler words;
  private final ConcurrentLinkedDeque<Activations> idle = new ConcurrentLinkedDeque<>();

  /** Transcribing holds the read lock, closing the write lock. */
  private final ReadWriteLock use = new ReentrantReadWriteLock();

  private boolean closed;

  private Transcriber(WhisperCtc model, Workers workers) {
    this.model = model;
    this.workers = workers;
    Vocabulary vocabulary =
        switch (model.unit()) {
          case CHARACTER -> Vocabulary.ofCharacters(model.vocabulary());
          case BYTE_LEVEL_BPE -> Vocabulary.ofByteLevelBpe(model.vocabulary());
        };
    this.words =
        new WordAssembler(
            vocabulary,
            SECONDS_PER_FRAME,
            model
                .calibration()
                .bestPath()
                .map(curve -> WordConfidence.logistic(curve.slope(), curve.intercept()))
                .orElse(WordConfidence.GEOMETRIC_MEAN));
  }

  /**
   * Loads a model and makes ready to use every core.
   *
   * @param modelFolder a folder with {@code model.safetensors}, {@code config.json} and {@code
   *     vocab.json}
   * @throws vn.nghe.model.ModelException if the folder does not hold a usable model
   * @throws vn.nghe.kernel.UnsupportedPlatformException if this Java would run the kernels as
   *     scalar code, naming the missing flag
   */
  public static Transcriber open(Path modelFolder) {
    return open(modelFolder, Runtime.getRuntime().availableProcessors());
  }

  /**
   * Loads a model.
   *
   * @param modelFolder as for {@link #open(Path)}
   * @param threads how many threads share the arithmetic of one clip, at least 1; the text does not
   *     depend on it
   */
  public static Transcriber open(Path modelFolder, int threads) {
    Objects.requireNonNull(modelFolder, "modelFolder");
    VectorPlatform.require();
    Workers workers = new Workers(threads);
    try {
      Thread warmUp = Thread.ofPlatform().daemon().name("nghe-warm-up").start(WarmUp::run);
      WhisperCtc model = WhisperCtc.load(modelFolder, workers);
      join(warmUp);
      return new Transcriber(model, workers);
    } catch (RuntimeException e) {
      workers.close();
      throw e;
    }
  }

  /** What the loaded model says of itself. */
  public ModelDescription model() {
    return model.description();
  }

  /**
   * Transcribes an audio file, recognised by content.
   *
   * @throws vn.nghe.audio.AudioException if the file cannot be read or decoded, or is longer than
   *     {@link #LONGEST}
   */
  public Transcript transcribe(Path file) {
    return transcribe(Audio.decode(file, LONGEST));
  }

  /** Transcribes the bytes of a whole audio file, as {@link #transcribe(Path)} does. */
  public Transcript transcribe(byte[] encoded) {
    return transcribe(Audio.decode(encoded, LONGEST));
  }

  /**
   * Transcribes decoded sound.
   *
   * @throws IllegalStateException if this transcriber is closed
   */
  public Transcript transcribe(Audio audio) {
    use.readLock().lock();
    try {
      if (closed) {
        throw new IllegalStateException("this transcriber is closed");
      }
      int frames = WhisperCtc.frames(audio.length() + model.tailSamples());
      float[] logits = logits(audio, frames);
      List<Span> spans = GreedyCtc.decode(logits, frames, model.classes(), model.blank());
      return new Transcript(
          model.description().language(), audio.seconds(), words.assemble(spans, audio.seconds()));
    } finally {
      use.readLock().unlock();
    }
  }

  /** Frees the model. Calls that are running finish first; later calls are refused. */
  @Override
  public void close() {
    use.writeLock().lock();
    try {
      closed = true;
      idle.clear();
      workers.close();
    } finally {
      use.writeLock().unlock();
    }
  }

  /**
   * The logits of the whole recording and its silent tail, joined from as many passes as it takes.
   */
  private float[] logits(Audio audio, int frames) {
    int classes = model.classes();
    float[] joined = new float[frames * classes];
    Activations activations = borrow();
    try {
      for (Windows.Window window : Windows.plan(frames, model.mostFrames(), OVERLAP)) {
        int from = window.firstFrame() * WhisperCtc.SAMPLES_PER_FRAME;
        int count = Math.min(audio.length() - from, window.frames() * WhisperCtc.SAMPLES_PER_FRAME);
        Matrix logits =
            model.logits(workers, activations, audio, from, Math.max(0, count), window.frames());
        int keep = window.keepEnd() - window.keepFrom();
        System.arraycopy(
            logits.data(),
            logits.at(window.keepFrom() - window.firstFrame()),
            joined,
            window.keepFrom() * classes,
            keep * classes);
      }
    } finally {
      idle.push(activations);
    }
    return joined;
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      // Warm or not, the transcriber works.
      Thread.currentThread().interrupt();
    }
  }

  private Activations borrow() {
    Activations activations = idle.poll();
    return activations == null ? model.newActivations() : activations;
  }
}
