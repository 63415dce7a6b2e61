// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.realtime;

import vn.nghe.StreamingTranscriber;
import vn.nghe.audio.input.RawPcm;
import vn.nghe.service.inference.Recogniser;

/** The sound of a session from one commit to the next, on its way into the engine. */
final class LiveSound implements AutoCloseable {
  private final SoundFormat format;
  private final double offset;
  private final Utterances utterances;
  private final StreamingTranscriber stream;
  private final RawPcm decoder;
  private long bytes;

  /**
   * Opens a stream.
   *
   * @param offset where it begins, in seconds of the session
   */
  LiveSound(Recogniser recogniser, SessionSettings settings, ServerEvents events, double offset) {
    this.format = settings.format();
    this.offset = offset;
    this.utterances = new Utterances(events, settings, offset);
    this.stream = recogniser.stream(settings.streaming(), utterances);
    this.decoder = format.decoder(stream);
  }

  SoundFormat format() {
    return format;
  }

  /** Puts sound in; waits while the engine has too much of it to hear. */
  void append(byte[] audio) {
    bytes += audio.length;
    decoder.accept(audio, audio.length);
  }

  /** Where the sound ends so far, in seconds of the session. */
  double end() {
    return offset + format.seconds(bytes);
  }

  /**
   * Ends the sound and waits until the text of all of it is told.
   *
   * @return whether there was an item in it
   */
  boolean finish() {
    decoder.finish();
    stream.finish();
    return utterances.finish(end());
  }

  /** Drops what was not heard yet. */
  @Override
  public void close() {
    stream.close();
  }
}
