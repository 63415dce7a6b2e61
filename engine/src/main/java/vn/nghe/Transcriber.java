// SPDX-License-Identifier: Apache-2.0
package vn.nghe;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.ToLongFunction;
import vn.nghe.audio.Audio;
import vn.nghe.audio.AudioException;
import vn.nghe.audio.SampleSink;
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
import vn.nghe.transcript.Transcript;
import vn.nghe.transcript.Word;

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
    this.words = new WordAssembler(vocabulary, SECONDS_PER_FRAME);
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
   * Transcribes an audio file, recognised by content, in memory that does not depend on its length.
   *
   * @throws vn.nghe.audio.AudioException if the file cannot be read or decoded, or is longer than
   *     {@link #LONGEST}
   * @throws TranscriptionCancelledException if the thread is interrupted, which it then stays
   */
  public Transcript transcribe(Path file) {
    return transcribe(file, ProgressListener.NONE);
  }

  /** Transcribes an audio file as {@link #transcribe(Path)} does and tells how far it is. */
  public Transcript transcribe(Path file, ProgressListener listener) {
    return transcribe(sink -> Audio.stream(file, LONGEST, sink), listener);
  }

  /** Transcribes the bytes of a whole audio file, as {@link #transcribe(Path)} does. */
  public Transcript transcribe(byte[] encoded) {
    return transcribe(encoded, ProgressListener.NONE);
  }

  /** Transcribes the bytes of an audio file and tells how far it is. */
  public Transcript transcribe(byte[] encoded, ProgressListener listener) {
    return transcribe(sink -> Audio.stream(encoded, LONGEST, sink), listener);
  }

  /**
   * Transcribes decoded sound.
   *
   * @throws IllegalStateException if this transcriber is closed
   * @throws TranscriptionCancelledException if the thread is interrupted, which it then stays
   */
  public Transcript transcribe(Audio audio) {
    return transcribe(audio, ProgressListener.NONE);
  }

  /** Transcribes decoded sound and tells how far it is. */
  public Transcript transcribe(Audio audio, ProgressListener listener) {
    return transcribe(audio::stream, listener);
  }

  /**
   * Transcribes.
   *
   * @param source sends all its sound to the sink and says how many samples that was
   */
  private Transcript transcribe(ToLongFunction<SampleSink> source, ProgressListener listener) {
    use.readLock().lock();
    try {
      if (closed) {
        throw new IllegalStateException("this transcriber is closed");
      }
      Activations activations = borrow();
      try {
        Transcription transcription =
            new Transcription(segment -> recognise(activations, segment.sound()), listener);
        double seconds = (double) source.applyAsLong(transcription) / Audio.SAMPLE_RATE;
        return new Transcript(model.description().language(), seconds, transcription.finish());
      } catch (AudioException e) {
        // Reading a file fails when its thread is interrupted.
        Transcription.requireNoInterrupt();
        throw e;
      } finally {
        idle.push(activations);
      }
    } finally {
      use.readLock().unlock();
    }
  }

  /** The words of one segment, timed from its beginning. */
  private List<Word> recognise(Activations activations, Audio sound) {
    int frames = WhisperCtc.frames(sound.length() + model.tailSamples());
    Matrix logits = model.logits(workers, activations, sound, 0, sound.length(), frames);
    List<Span> spans = GreedyCtc.decode(logits.data(), frames, model.classes(), model.blank());
    return words.assemble(spans, sound.seconds());
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
      // Warm or not, the transcriber works.
      Thread.currentThread().interrupt();
    }
  }

  private Activations borrow() {
    Activations activations = idle.poll();
    return activations == null ? model.newActivations() : activations;
  }
}
