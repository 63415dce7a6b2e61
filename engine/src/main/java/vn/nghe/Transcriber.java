// SPDX-License-Identifier: Apache-2.0
package vn.nghe;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import vn.nghe.api.Decoding;
import vn.nghe.api.ModelDescription;
import vn.nghe.api.ModelFiles;
import vn.nghe.api.ProgressListener;
import vn.nghe.api.StreamingOptions;
import vn.nghe.audio.AudioOptions;
import vn.nghe.audio.input.AudioSource;
import vn.nghe.recognise.SpeechModel;
import vn.nghe.transcript.LiveText;
import vn.nghe.transcript.Transcript;

/**
 * Transcribes recordings and live speech. Immutable and safe for use by many threads; one instance
 * per model and process is enough.
 *
 * <pre>{@code
 * try (Transcriber transcriber = Transcriber.open(Path.of("models/nghe-base-vi"))) {
 *   System.out.println(transcriber.transcribe(Path.of("clip.wav")).text());
 * }
 * }</pre>
 */
public final class Transcriber implements AutoCloseable {
  /** The longest encoded recording that is accepted unless its options say otherwise. */
  public static final Duration LONGEST = AudioOptions.DEFAULT.longest();

  private final SpeechModel model;

  private Transcriber(SpeechModel model) {
    this.model = model;
  }

  /**
   * Loads a model and uses every core.
   *
   * @param modelFolder a folder with the files that {@link ModelFiles} names; its language model is
   *     used if there is one
   * @throws vn.nghe.api.ModelException if the folder does not hold a usable model
   * @throws vn.nghe.api.UnsupportedPlatformException if this Java would run the kernels as scalar
   *     code, naming the missing flag
   */
  public static Transcriber open(Path modelFolder) {
    return open(modelFolder, Runtime.getRuntime().availableProcessors());
  }

  /**
   * Loads a model.
   *
   * @param modelFolder as for {@link #open(Path)}
   * @param threads how many threads share the arithmetic of one pass, at least 1; the text does not
   *     depend on it
   */
  public static Transcriber open(Path modelFolder, int threads) {
    Objects.requireNonNull(modelFolder, "modelFolder");
    return new Transcriber(
        SpeechModel.open(modelFolder, ModelFiles.languageModel(modelFolder), threads));
  }

  /**
   * Loads a model with a language model from elsewhere.
   *
   * @param modelFolder as for {@link #open(Path)}
   * @param languageModel an n-gram model of syllables, as ARPA text or in the binary form that
   *     {@code nghe lm convert} writes
   * @param threads as for {@link #open(Path, int)}
   */
  public static Transcriber open(Path modelFolder, Path languageModel, int threads) {
    return new Transcriber(SpeechModel.open(modelFolder, Optional.of(languageModel), threads));
  }

  /** The name, language and sizes of the loaded model. */
  public ModelDescription model() {
    return model.description();
  }

  /**
   * Whether the model can write a hot word: it has letters, and the model has units for all of
   * them.
   */
  public boolean writes(String hotWord) {
    return model.decoder().writes(hotWord);
  }

  /** Transcribes an audio file, as {@link #transcribe(AudioSource)} does. */
  public Transcript transcribe(Path file) {
    return transcribe(AudioSource.of(file));
  }

  /** Transcribes a recording with {@link Decoding#DEFAULT}. */
  public Transcript transcribe(AudioSource source) {
    return transcribe(source, Decoding.DEFAULT);
  }

  /** Transcribes a recording, as {@link #transcribe(AudioSource, Decoding, ProgressListener)}. */
  public Transcript transcribe(AudioSource source, Decoding decoding) {
    return transcribe(source, decoding, ProgressListener.NONE);
  }

  /**
   * Transcribes a recording. Segments are recognised while the source is still decoded, so memory
   * does not depend on the length of the recording.
   *
   * @param decoding configures the search for the text
   * @param listener is called every few seconds of sound and can cancel the transcription
   * @throws vn.nghe.audio.AudioException if the source cannot be read or decoded, or is longer than
   *     its options allow
   * @throws vn.nghe.api.HotWordException if the model has no units for a hot word
   * @throws IllegalStateException if this transcriber is closed
   * @throws vn.nghe.api.TranscriptionCancelledException if the thread is interrupted, which it then
   *     stays, or the listener cancels the transcription
   */
  public Transcript transcribe(AudioSource source, Decoding decoding, ProgressListener listener) {
    return model.transcribe(source, decoding, listener);
  }

  /**
   * Transcribes a clip of five words that the library carries. A folder whose weights are damaged
   * or not trained may load and then write nothing for any recording; run this before such a model
   * serves anybody.
   *
   * @return what the model writes for the clip
   * @throws vn.nghe.api.ModelException if it has less than half of the words of {@code smoke_text}
   *     in {@code config.json}, or none where that field is absent
   * @throws IllegalStateException if this transcriber is closed
   */
  public Transcript selfTest() {
    return model.selfTest();
  }

  /**
   * Opens a stream for live speech. Any number may be open at once.
   *
   * @param listener receives partial and final texts, on a thread of the stream; while it is busy,
   *     no more of the stream is recognised
   * @throws vn.nghe.api.HotWordException if the model has no units for a hot word
   * @throws IllegalStateException if this transcriber is closed
   */
  public StreamingTranscriber stream(StreamingOptions options, Consumer<LiveText> listener) {
    model.requireOpen();
    return new StreamingTranscriber(model, options, listener);
  }

  /**
   * Frees the model. Calls that are running finish first; later calls are refused, and streams that
   * are open end with {@link IllegalStateException} at the next sound.
   */
  @Override
  public void close() {
    model.close();
  }
}
