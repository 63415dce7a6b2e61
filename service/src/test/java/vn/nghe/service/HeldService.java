// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import vn.nghe.api.Decoding;
import vn.nghe.api.DecodingMethod;
import vn.nghe.api.ModelDescription;
import vn.nghe.audio.Audio;
import vn.nghe.audio.input.AudioSource;
import vn.nghe.service.inference.LoadedModel;
import vn.nghe.transcript.Transcript;
import vn.nghe.transcript.Word;

/**
 * A service of one worker whose recogniser waits until a test lets it go on, so that a test decides
 * how busy the service is.
 */
final class HeldService implements AutoCloseable {
  static final String TEXT = "xong";

  private final Semaphore begun = new Semaphore(0);
  private final CountDownLatch released = new CountDownLatch(1);
  private final NgheService service;
  private volatile boolean holding;

  /** Starts with {@code settings} on top of a free port, one worker and a queue of one. */
  HeldService(Map<String, String> settings) {
    Map<String, String> all =
        new HashMap<>(Map.of("server.port", "0", "nghe.workers", "1", "nghe.queue-capacity", "1"));
    all.putAll(settings);
    service = NgheService.start(ServiceConfig.load(all), this::model);
    holding = true;
  }

  private LoadedModel model() {
    ModelDescription description =
        new ModelDescription("held", "vi", 1, 1, 1, 1, Set.of(DecodingMethod.CTC));
    return new LoadedModel(description, Instant.EPOCH, this::transcribe, () -> {});
  }

  /** How long a recording is, in seconds. */
  static double seconds(AudioSource source) {
    return (double) source.stream((samples, count) -> {}).samples() / Audio.SAMPLE_RATE;
  }

  private Transcript transcribe(AudioSource source, Decoding decoding) {
    if (holding) {
      begun.release();
      try {
        released.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    return new Transcript("vi", seconds(source), List.of(new Word(TEXT, 0, 1, 1)));
  }

  NgheService service() {
    return service;
  }

  Client client() {
    return new Client(service.uri());
  }

  /** Waits until the worker has begun with one more clip. */
  void awaitBegun() throws InterruptedException {
    begun.acquire();
  }

  /** Lets the recogniser go on, now and from now on. */
  void release() {
    released.countDown();
  }

  @Override
  public void close() {
    release();
    service.close();
  }
}
