// SPDX-License-Identifier: Apache-2.0
package vn.nghe.recognise;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import java.util.stream.Stream;
import vn.nghe.api.Decoding;
import vn.nghe.api.ModelDescription;
import vn.nghe.api.ModelException;
import vn.nghe.api.ModelFiles;
import vn.nghe.api.ProgressListener;
import vn.nghe.api.Stage;
import vn.nghe.audio.Audio;
import vn.nghe.audio.AudioReport;
import vn.nghe.audio.input.AudioSource;
import vn.nghe.kernel.Matrix;
import vn.nghe.kernel.VectorPlatform;
import vn.nghe.kernel.WarmUp;
import vn.nghe.kernel.Workers;
import vn.nghe.language.NgramModel;
import vn.nghe.model.Activations;
import vn.nghe.model.Whisper;
import vn.nghe.segment.GainControl;
import vn.nghe.transcript.Transcript;

/**
 * A loaded model with its language model, threads and buffers: runs passes, alone or over a whole
 * recording. Safe for use by many threads.
 */
public final class SpeechModel implements AutoCloseable {
  private final Path folder;
  private final Whisper model;
  private final Workers workers;
  private final SegmentDecoders decoder;
  private final ConcurrentLinkedDeque<Activations> idle = new ConcurrentLinkedDeque<>();

  /** A call holds the read lock, closing the write lock. */
  private final ReadWriteLock use = new ReentrantReadWriteLock();

  private volatile boolean closed;

  private SpeechModel(
      Path folder, Whisper model, Optional<NgramModel> languageModel, Workers workers) {
    this.folder = folder;
    this.model = model;
    this.workers = workers;
    this.decoder = new SegmentDecoders(model, languageModel);
  }

  /**
   * Loads a model.
   *
   * @param folder with the files that {@link vn.nghe.api.ModelFiles} names
   * @param languageModel a file that {@link NgramModel#open} reads
   * @param threads share the arithmetic of one pass, at least 1
   * @throws vn.nghe.api.ModelException if a file cannot be used
   * @throws vn.nghe.api.UnsupportedPlatformException if this Java would run the kernels as scalar
   *     code
   */
  public static SpeechModel open(Path folder, Optional<Path> languageModel, int threads) {
    Objects.requireNonNull(folder, "folder");
    VectorPlatform.require();
    Workers workers = new Workers(threads);
    try {
      Thread warmUp = Thread.ofPlatform().daemon().name("nghe-warm-up").start(WarmUp::run);
      Whisper model = Whisper.load(folder, workers);
      Optional<NgramModel> language = languageModel.map(NgramModel::open);
      join(warmUp);
      return new SpeechModel(folder, model, language, workers);
    } catch (RuntimeException e) {
      workers.close();
      throw e;
    }
  }

  /** The model's sizes and language. */
  public ModelDescription description() {
    return model.description();
  }

  /** Decodes what the encoder gives. */
  public SegmentDecoders decoder() {
    return decoder;
  }

  /**
   * Transcribes a recording, segment by segment.
   *
   * @throws IllegalStateException if this model is closed
   */
  public Transcript transcribe(AudioSource source, Decoding decoding, ProgressListener listener) {
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(decoding, "decoding");
    Objects.requireNonNull(listener, "listener");
    return whileOpen(
        () -> {
          SegmentDecoder segments = decoder.segments(decoding);
          Transcription transcription =
              new Transcription(
                  sound -> pass(sound, segments, listener), listener, decoding.alternatives());
          try {
            AudioReport report = source.stream(transcription);
            transcription.finish();
            return new Transcript(
                description().language(),
                (double) report.samples() / Audio.SAMPLE_RATE,
                transcription.words(),
                transcription.alternatives(),
                Stream.concat(report.warnings().stream(), transcription.warnings().stream())
                    .toList());
          } catch (CancellationException e) {
            // Decoding and reading a file notice it, too.
            Transcription.requireNoInterrupt();
            throw e;
          }
        });
  }

  /**
   * Transcribes a clip of five words that the engine carries.
   *
   * @return its transcript
   * @throws ModelException if the model hears nothing of what it should
   */
  public Transcript selfTest() {
    Transcript heard = transcribe(SelfTest.clip(), Decoding.DEFAULT, ProgressListener.NONE);
    SelfTest.check(folder, model.smokeText(), heard);
    return heard;
  }

  /**
   * Runs one pass.
   *
   * @param sound what fits into a pass
   * @return timed from the start of the sound
   * @throws IllegalStateException if this model is closed
   */
  public Transcript recognise(Audio sound, SegmentDecoder segments) {
    return whileOpen(() -> pass(GainControl.apply(sound), segments, ProgressListener.NONE));
  }

  private Transcript pass(Audio sound, SegmentDecoder segments, ProgressListener listener) {
    // Held for one pass: many recordings may wait for their next at once.
    Activations held = idle.poll();
    Activations activations = held == null ? model.newActivations() : held;
    try {
      return pass(activations, sound, segments, listener);
    } finally {
      idle.push(activations);
    }
  }

  private Transcript pass(
      Activations activations, Audio sound, SegmentDecoder segments, ProgressListener listener) {
    int frames = Math.min(model.mostFrames(), Whisper.frames(sound.length() + model.tailSamples()));
    StageClock clock = new StageClock(listener);
    model.features(workers, activations, sound, frames);
    clock.ended(Stage.FEATURES);
    requireFinite(model.encode(workers, activations));
    clock.ended(Stage.ENCODER);
    return segments.decode(new EncodedPass(workers, activations, sound.seconds(), clock));
  }

  /** Finite weights that are far too large give what is not, and then a text of nothing. */
  private void requireFinite(Matrix encoded) {
    int largest = 0;
    for (int row = 0; row < encoded.rows(); row++) {
      int start = encoded.at(row);
      for (int i = start; i < start + encoded.columns(); i++) {
        largest = Math.max(largest, Float.floatToRawIntBits(encoded.data()[i]) & Integer.MAX_VALUE);
      }
    }
    if (largest >= Float.floatToRawIntBits(Float.POSITIVE_INFINITY)) {
      throw new ModelException(
          folder.resolve(ModelFiles.WEIGHTS),
          "gives values that are not finite; its weights are too large, or it is damaged");
    }
  }

  private Transcript whileOpen(Supplier<Transcript> work) {
    use.readLock().lock();
    try {
      requireOpen();
      return work.get();
    } finally {
      use.readLock().unlock();
    }
  }

  /** Throws {@link IllegalStateException} if this model is closed. */
  public void requireOpen() {
    if (closed) {
      throw new IllegalStateException("this transcriber is closed");
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

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      // Warm or not, the model works.
      Thread.currentThread().interrupt();
    }
  }
}
