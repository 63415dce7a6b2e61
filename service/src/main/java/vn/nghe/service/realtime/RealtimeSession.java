// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.realtime;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleConsumer;
import vn.nghe.api.TranscriptionCancelledException;
import vn.nghe.service.error.ErrorCode;
import vn.nghe.service.error.RefusedException;
import vn.nghe.service.inference.Recogniser;

/**
 * One session: takes the client's events in order, on a thread of its own, and answers. Sound is
 * never dropped: while the engine has more of it than it can hear, this waits, then the connection
 * does, and in the end the client.
 */
final class RealtimeSession {
  private static final System.Logger LOG = System.getLogger(RealtimeSession.class.getName());

  /** Room for events between connection and session; one may hold 15 MiB of sound. */
  private static final int WAITING = 2;

  private final BlockingQueue<ClientEvent> inbox = new ArrayBlockingQueue<>(WAITING);
  private final Recogniser recogniser;
  private final SessionUpdate updates;
  private final RealtimeLimits limits;
  private final DoubleConsumer audio;
  private final ServerEvents events;
  private SessionSettings settings;
  private Optional<LiveSound> sound = Optional.empty();

  /** Where the sound ends that is committed or cleared, in seconds of the session. */
  private double offset;

  /** Why the session has to end that nobody but the service wants to end; read by its thread. */
  private volatile Optional<SessionEnd> ending = Optional.empty();

  private volatile Optional<RefusedException> refusal = Optional.empty();

  /**
   * @param settings to begin with
   * @param audio counts seconds of sound before they are worked on, and may refuse them
   */
  RealtimeSession(
      Recogniser recogniser,
      SessionUpdate updates,
      SessionSettings settings,
      RealtimeLimits limits,
      DoubleConsumer audio,
      ServerEvents events) {
    this.recogniser = recogniser;
    this.updates = updates;
    this.settings = settings;
    this.limits = limits;
    this.audio = audio;
    this.events = events;
  }

  /** Takes an event of the client, waiting for room. */
  void accept(ClientEvent event) throws InterruptedException {
    if (ending.isEmpty()) {
      inbox.put(event);
    }
  }

  /**
   * Ends the session at once, and what has arrived is not heard any more; does not wait.
   *
   * @param why what the client is told
   */
  void refuse(RefusedException why) {
    refusal = Optional.of(why);
    end(SessionEnd.UNAUTHORISED);
  }

  /** Ends the session after what has arrived; does not wait. */
  void end(SessionEnd why) {
    ending = Optional.of(why);
    // The inbox may be full; an event that means nothing makes the session look up.
    Thread.ofVirtual().start(this::wake);
  }

  private void wake() {
    try {
      inbox.put(new ClientEvent.End());
    } catch (InterruptedException _) {
      // Nobody interrupts.
    }
  }

  /** Serves the client until the session ends, and tells why it did. */
  SessionEnd run() {
    try {
      events.created(settings);
      return serve();
    } catch (InterruptedException | TranscriptionCancelledException _) {
      return SessionEnd.DISCONNECTED;
    } catch (StalledException _) {
      return SessionEnd.STALLED;
    } catch (RuntimeException | Error e) {
      LOG.log(System.Logger.Level.ERROR, "a session failed", e);
      return SessionEnd.FAILED;
    } finally {
      sound.ifPresent(LiveSound::close);
    }
  }

  private SessionEnd serve() throws InterruptedException {
    long begun = System.nanoTime();
    while (true) {
      Duration left = limits.longestSession().minusNanos(System.nanoTime() - begun);
      Duration patience = min(limits.idleTimeout(), left);
      ClientEvent event = inbox.poll(Math.max(0, patience.toNanos()), TimeUnit.NANOSECONDS);
      if (event == null || left.isNegative()) {
        return left.compareTo(limits.idleTimeout()) < 0 ? expired() : idle();
      }
      if (event instanceof ClientEvent.End || refusal.isPresent()) {
        return ending();
      }
      try {
        if (event instanceof ClientEvent.Append append) {
          requireWholeSamples(append);
        }
        if (event instanceof ClientEvent.Append append && !charge(append)) {
          return SessionEnd.QUOTA;
        }
        handle(event);
      } catch (RefusedException e) {
        events.error(event.id(), e);
      }
    }
  }

  private void requireWholeSamples(ClientEvent.Append append) {
    SoundFormat format = sound.map(LiveSound::format).orElse(settings.format());
    if (!format.isWhole(append.audio().remaining())) {
      throw RefusedException.ofParameter(
          ErrorCode.INVALID_VALUE,
          "audio",
          "Field 'audio' ends in the middle of a sample; samples of "
              + format.type()
              + " have two bytes.");
    }
  }

  /** Whether the client may have this sound heard; if not, it is told so. */
  private boolean charge(ClientEvent.Append append) {
    try {
      SoundFormat format = sound.map(LiveSound::format).orElse(settings.format());
      audio.accept(format.seconds(append.audio().remaining()));
      return true;
    } catch (RefusedException e) {
      if (e.code() != ErrorCode.INSUFFICIENT_QUOTA) {
        throw e;
      }
      finishSound();
      events.error(append.id(), e);
      return false;
    }
  }

  private static Duration min(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  private void handle(ClientEvent event) {
    switch (event) {
      case ClientEvent.Update update -> update(update);
      case ClientEvent.Append append -> append(append.audio().array());
      case ClientEvent.Commit commit -> commit();
      case ClientEvent.Clear clear -> clear();
      case ClientEvent.Refused refused -> throw refused.fault();
      case ClientEvent.End end -> {
        // Seen before.
      }
    }
  }

  /**
   * Changes the settings of sound to come. Where the service detects turns, no commit would ever
   * end the sound so far, so this does.
   */
  private void update(ClientEvent.Update update) {
    SessionSettings changed = updates.apply(update, settings);
    if (settings.turnDetection().isPresent()) {
      finishSound();
    }
    settings = changed;
    events.updated(settings, update.isOldForm());
  }

  private void append(byte[] bytes) {
    if (bytes.length == 0) {
      return;
    }
    if (sound.isEmpty()) {
      sound = Optional.of(new LiveSound(recogniser, settings, events, offset));
    }
    sound.get().append(bytes);
  }

  private void commit() {
    if (!finishSound()) {
      throw RefusedException.of(
          ErrorCode.INPUT_AUDIO_BUFFER_COMMIT_EMPTY,
          "There is nothing to commit: no sound since the last commit, or none with speech in it.");
    }
  }

  private void clear() {
    sound.ifPresent(
        dropped -> {
          offset = dropped.end();
          dropped.close();
        });
    sound = Optional.empty();
    events.cleared();
  }

  /** Tells the text of all sound so far, and whether that made an item. */
  private boolean finishSound() {
    if (sound.isEmpty()) {
      return false;
    }
    LiveSound finished = sound.get();
    boolean isItem = finished.finish();
    offset = finished.end();
    sound = Optional.empty();
    return isItem;
  }

  private SessionEnd idle() {
    return refuse(
        SessionEnd.IDLE,
        RefusedException.of(
            ErrorCode.SESSION_IDLE,
            "Nothing has come for " + limits.idleTimeout().toSeconds() + " s."));
  }

  private SessionEnd expired() {
    return refuse(
        SessionEnd.EXPIRED,
        RefusedException.of(
            ErrorCode.SESSION_EXPIRED,
            "The session has lasted "
                + limits.longestSession().toSeconds()
                + " s, as long as sessions may. Open another."));
  }

  private SessionEnd ending() {
    return switch (ending.orElseThrow()) {
      case UNAUTHORISED -> {
        events.error("", refusal.orElseThrow());
        yield SessionEnd.UNAUTHORISED;
      }
      case DRAINED -> refuse(SessionEnd.DRAINED, RefusedException.shuttingDown());
      case MESSAGE_TOO_BIG ->
          refuse(
              SessionEnd.MESSAGE_TOO_BIG,
              RefusedException.of(
                  ErrorCode.BODY_TOO_LARGE,
                  "The message is larger than "
                      + limits.maxMessageBytes()
                      + " bytes. Send sound in parts."));
      case SessionEnd other -> other;
    };
  }

  /** Tells the text of what was said, then why no more is taken. */
  private SessionEnd refuse(SessionEnd end, RefusedException e) {
    finishSound();
    events.error("", e);
    return end;
  }
}
