// SPDX-License-Identifier: Apache-2.0
package vn.nghe;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import vn.nghe.audio.Audio;
import vn.nghe.audio.AudioException;
import vn.nghe.audio.SampleSink;
import vn.nghe.audio.input.AudioDecoder;
import vn.nghe.kernel.VectorPlatform;
import vn.nghe.kernel.WarmUp;
import vn.nghe.kernel.Workers;
import vn.nghe.language.NgramModel;
import vn.nghe.model.Activations;
import vn.nghe.model.Logits;
import vn.nghe.model.ModelDescription;
import vn.nghe.model.WhisperCtc;
import vn.nghe.transcript.LiveText;
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

  private final WhisperCtc model;
  private final Workers workers;
  private final Decoder decoder;
  private final ConcurrentLinkedDeque<Activations> idle = new ConcurrentLinkedDeque<>();

  /** Transcribing holds the read lock, closing the write lock. */
  private final ReadWriteLock use = new ReentrantReadWriteLock();

  private volatile boolean closed;

  private Transcriber(WhisperCtc model, Optional<NgramModel> languageModel, Workers workers) {
    this.model = model;
    this.workers = workers;
    this.decoder = new Decoder(model, languageModel);
  }

  /**
   * Loads a model and makes ready to use every core.
   *
   * @param modelFolder a folder with {@code model.safetensors}, {@code config.json} and {@code
   *     vocab.json}; the language model {@code lm.bin} or {@code lm.arpa} is used if it is there
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
    Optional<Path> languageModel =
        Stream.of("lm.bin", "lm.arpa").map(modelFolder::resolve).filter(Files::exists).findFirst();
    return open(modelFolder, languageModel, threads);
  }

  /**
   * Loads a model with a language model from elsewhere.
   *
   * @param modelFolder as for {@link #open(Path)}
   * @param languageModel an n-gram model of syllables, as {@link NgramModel#open} reads it
   * @param threads as for {@link #open(Path, int)}
   */
  public static Transcriber open(Path modelFolder, Path languageModel, int threads) {
    return open(modelFolder, Optional.of(languageModel), threads);
  }

  private static Transcriber open(Path modelFolder, Optional<Path> languageModel, int threads) {
    Objects.requireNonNull(modelFolder, "modelFolder");
    VectorPlatform.require();
    Workers workers = new Workers(threads);
    try {
      Thread warmUp = Thread.ofPlatform().daemon().name("nghe-warm-up").start(WarmUp::run);
      WhisperCtc model = WhisperCtc.load(modelFolder, workers);
      Optional<NgramModel> language = languageModel.map(NgramModel::open);
      join(warmUp);
      return new Transcriber(model, language, workers);
    } catch (RuntimeException e) {
      workers.close();
      throw e;
    }
  }

  /**
   * Whether {@code hotWord} can be one: it has letters, and the model has units for all of them.
   */
  public boolean writes(String hotWord) {
    return decoder.writes(hotWord);
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
    return transcribe(file, Decoding.DEFAULT);
  }

  /** Transcribes an audio file as {@link #transcribe(Path)} does, in the way that is asked for. */
  public Transcript transcribe(Path file, Decoding decoding) {
    return transcribe(file, decoding, ProgressListener.NONE);
  }

  /** Transcribes an audio file and tells how far it is. */
  public Transcript transcribe(Path file, Decoding decoding, ProgressListener listener) {
    return transcribe(sink -> AudioDecoder.stream(file, LONGEST, sink), decoding, listener);
  }

  /** Transcribes the bytes of a whole audio file, as {@link #transcribe(Path)} does. */
  public Transcript transcribe(byte[] encoded) {
    return transcribe(encoded, Decoding.DEFAULT);
  }

  /** Transcribes the bytes of an audio file in the way that is asked for. */
  public Transcript transcribe(byte[] encoded, Decoding decoding) {
    return transcribe(encoded, decoding, ProgressListener.NONE);
  }

  /** Transcribes the bytes of an audio file and tells how far it is. */
  public Transcript transcribe(byte[] encoded, Decoding decoding, ProgressListener listener) {
    return transcribe(sink -> AudioDecoder.stream(encoded, LONGEST, sink), decoding, listener);
  }

  /**
   * Transcribes decoded sound.
   *
   * @throws IllegalStateException if this transcriber is closed
   * @throws TranscriptionCancelledException if the thread is interrupted, which it then stays
   */
  public Transcript transcribe(Audio audio) {
    return transcribe(audio, Decoding.DEFAULT);
  }

  /** Transcribes decoded sound in the way that is asked for. */
  public Transcript transcribe(Audio audio, Decoding decoding) {
    return transcribe(audio, decoding, ProgressListener.NONE);
  }

  /**
   * Transcribes decoded sound and tells how far it is.
   *
   * @param decoding how to find the text
   * @param listener is told every few seconds of sound and may end the transcription
   * @throws HotWordException if the model has no letters for a hot word
   * @throws IllegalStateException if this transcriber is closed
   * @throws TranscriptionCancelledException if the thread is interrupted, which it then stays, or
   *     the listener ends the transcription
   */
  public Transcript transcribe(Audio audio, Decoding decoding, ProgressListener listener) {
    return transcribe(audio::stream, decoding, listener);
  }

  /**
   * Transcribes.
   *
   * @param source sends all its sound to the sink and says how many samples that was
   */
  private Transcript transcribe(
      ToLongFunction<SampleSink> source, Decoding decoding, ProgressListener listener) {
    Objects.requireNonNull(decoding, "decoding");
    use.readLock().lock();
    try {
      requireOpen();
      SegmentDecoder segments = decoder.segments(decoding);
      Activations activations = borrow();
      try {
        Transcription transcription =
            new Transcription(
                segment -> recognise(activations, segment.sound(), segments, listener),
                listener,
                decoding.alternatives());
        double seconds = (double) source.applyAsLong(transcription) / Audio.SAMPLE_RATE;
        transcription.finish();
        return new Transcript(
            model.description().language(),
            seconds,
            transcription.words(),
            transcription.alternatives());
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

  /**
   * Opens a stream for live speech. Any number may be open at once.
   *
   * @param listener is told of partial and final texts, on a thread of the stream; while it is
   *     busy, no more of the stream is heard
   * @throws HotWordException if the model has no letters for a hot word
   * @throws IllegalStateException if this transcriber is closed
   */
  public StreamingTranscriber stream(StreamingOptions options, Consumer<LiveText> listener) {
    SegmentDecoder finals = decoder.segments(options.decoding().withAlternatives(1));
    SegmentDecoder partials = decoder.segments(Decoding.GREEDY);
    requireOpen();
    return new StreamingTranscriber(
        this,
        options,
        sound -> recognise(sound, finals),
        sound -> recognise(sound, partials),
        listener);
  }

  /** What is said in a stretch of sound that fits into one pass, timed from its beginning. */
  private Transcript recognise(Audio sound, SegmentDecoder segments) {
    use.readLock().lock();
    try {
      requireOpen();
      Activations activations = borrow();
      try {
        return recognise(activations, sound, segments, ProgressListener.NONE);
      } finally {
        idle.push(activations);
      }
    } finally {
      use.readLock().unlock();
    }
  }

  /** Throws {@link IllegalStateException} if this transcriber is closed. */
  void requireOpen() {
    if (closed) {
      throw new IllegalStateException("this transcriber is closed");
    }
  }

  /** What is said in one segment, timed from its beginning. */
  private Transcript recognise(
      Activations activations, Audio sound, SegmentDecoder segments, ProgressListener listener) {
    int frames = WhisperCtc.frames(sound.length() + model.tailSamples());
    StageClock clock = new StageClock(listener);
    model.features(workers, activations, sound, frames);
    clock.ended(Stage.FEATURES);
    model.encode(workers, activations);
    clock.ended(Stage.ENCODER);
    Logits logits = model.head(workers, activations);
    clock.ended(Stage.HEAD);
    return segments.decode(logits, sound.seconds(), clock);
  }

  /**
   * Frees the model. Calls that are running finish first; later calls are refused, and streams that
   * are open end with {@link IllegalStateException} when sound comes.
   */
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
