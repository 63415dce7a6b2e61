// SPDX-License-Identifier: Apache-2.0
package vn.nghe;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import vn.nghe.api.StreamingOptions;
import vn.nghe.api.TranscriptionCancelledException;
import vn.nghe.audio.Audio;
import vn.nghe.audio.AudioException;
import vn.nghe.audio.SampleSink;
import vn.nghe.recognise.LiveTranscription;
import vn.nghe.recognise.SampleQueue;
import vn.nghe.recognise.SpeechModel;
import vn.nghe.transcript.LiveText;

/**
 * Transcribes live speech while it goes on. Opened by {@link Transcriber#stream}:
 *
 * <pre>{@code
 * try (StreamingTranscriber stream = transcriber.stream(StreamingOptions.DEFAULT, listener)) {
 *   while (microphone.read(samples)) {
 *     stream.accept(samples, samples.length);
 *   }
 *   stream.finish();
 * }
 * }</pre>
 *
 * <p>One thread adds the sound. A thread of the stream recognises it and calls the listener, so
 * adding waits only when {@value #MOST_WAITING} s of sound are in the queue: no sound is dropped.
 * When the machine or the listener is slow, there are fewer partial texts; final texts depend
 * neither on speed nor on the sizes of the blocks.
 *
 * <p>What the listener throws ends the stream: {@link #accept} and {@link #finish} then throw the
 * same.
 */
public final class StreamingTranscriber implements SampleSink, AutoCloseable {
  /** Seconds of sound that wait at most: 1.9 MB. */
  private static final int MOST_WAITING = 30;

  /** Samples that are recognised at a time: 0.1 s. */
  private static final int BLOCK = Audio.SAMPLE_RATE / 10;

  private final SpeechModel model;
  private final LiveTranscription transcription;
  private final int interval;
  private final SampleQueue queue = new SampleQueue(MOST_WAITING * Audio.SAMPLE_RATE);
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private final Thread worker;
  private boolean finished;

  StreamingTranscriber(SpeechModel model, StreamingOptions options, Consumer<LiveText> listener) {
    Objects.requireNonNull(listener, "listener");
    this.model = model;
    this.transcription =
        new LiveTranscription(
            model,
            options,
            text -> {
              // After the listener has closed the stream, other texts of the same pass are not
              // delivered.
              if (!queue.isCancelled()) {
                listener.accept(text);
              }
            });
    this.interval =
        (int) Math.min(BLOCK, options.partialInterval().toMillis() * Audio.SAMPLE_RATE / 1000);
    this.worker = Thread.ofPlatform().daemon().name("nghe-stream").start(this::work);
  }

  /**
   * Adds the next sound.
   *
   * @param samples one channel at {@value Audio#SAMPLE_RATE} Hz, full scale at -1 and 1; copied
   * @param count how many of them, from the front
   * @throws AudioException if one of them is infinite or not a number; no sample is added then, and
   *     the stream can continue
   * @throws IllegalStateException if this stream is finished or closed, or the transcriber is
   *     closed
   * @throws TranscriptionCancelledException if the thread is interrupted while it waits, which it
   *     then stays; part of the sound may have been added
   */
  @Override
  public void accept(float[] samples, int count) {
    Objects.checkFromIndexSize(0, count, samples.length);
    for (int i = 0; i < count; i++) {
      if (!Float.isFinite(samples[i])) {
        throw new AudioException(
            AudioException.Reason.MALFORMED,
            "Sample " + i + " is " + samples[i] + ", no amplitude");
      }
    }
    rethrow();
    if (finished) {
      throw new IllegalStateException("this stream is finished");
    }
    model.requireOpen();
    try {
      if (!queue.put(samples, count)) {
        rethrow();
        throw new IllegalStateException("this stream is closed");
      }
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  /**
   * Ends the sound and waits until the listener has received all text.
   *
   * @throws IllegalStateException if this stream is closed, or the transcriber is, or the listener
   *     calls this
   * @throws TranscriptionCancelledException if the thread is interrupted while it waits, which it
   *     then stays; the stream still comes to its end
   */
  public void finish() {
    if (Thread.currentThread() == worker) {
      throw new IllegalStateException("a listener cannot wait for what it is part of");
    }
    finished = true;
    queue.end();
    try {
      worker.join();
    } catch (InterruptedException e) {
      throw interrupted();
    }
    rethrow();
    if (queue.isCancelled()) {
      throw new IllegalStateException("this stream is closed");
    }
  }

  /**
   * Ends the stream; sound in the queue is dropped. Any thread may call this, the listener
   * included. After it has returned on another thread, the listener is not called any more.
   */
  @Override
  public void close() {
    queue.cancel();
    boolean interrupted = false;
    while (worker.isAlive() && Thread.currentThread() != worker) {
      try {
        worker.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void work() {
    try {
      float[] block = new float[BLOCK];
      for (int count = queue.take(block); count > 0; count = queue.take(block)) {
        transcription.accept(block, count);
        if (transcription.isPartialDue() && queue.waiting() < interval) {
          transcription.recognisePartial();
        }
      }
      if (!queue.isCancelled()) {
        transcription.finish();
      }
    } catch (InterruptedException | RuntimeException | Error thrown) {
      failure.set(thrown);
      queue.cancel();
    }
  }

  private void rethrow() {
    switch (failure.get()) {
      case null -> {}
      case RuntimeException thrown -> throw thrown;
      case Error thrown -> throw thrown;
      case Throwable thrown -> throw new IllegalStateException("this stream was ended", thrown);
    }
  }

  private static TranscriptionCancelledException interrupted() {
    Thread.currentThread().interrupt();
    return new TranscriptionCancelledException("the thread that puts sound in was interrupted");
  }
}
