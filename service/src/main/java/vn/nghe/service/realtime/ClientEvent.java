// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.realtime;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import vn.nghe.service.error.RefusedException;

/** What a client has sent, as far as that can be told without knowing the session. */
sealed interface ClientEvent {
  /** The client's own name for the event, to be quoted in errors; empty if it gave none. */
  String id();

  /**
   * {@code session.update}, or its older form {@code transcription_session.update}.
   *
   * @param session what is to change
   * @param isOldForm whether the fields are those of the older form
   */
  record Update(String id, JsonNode session, boolean isOldForm) implements ClientEvent {}

  /**
   * {@code input_audio_buffer.append}.
   *
   * @param audio in the format of the session
   */
  record Append(String id, ByteBuffer audio) implements ClientEvent {}

  /** {@code input_audio_buffer.commit}. */
  record Commit(String id) implements ClientEvent {}

  /** {@code input_audio_buffer.clear}. */
  record Clear(String id) implements ClientEvent {}

  /** No event of the client's: the service ends the session. */
  record End() implements ClientEvent {
    @Override
    public String id() {
      return "";
    }
  }

  /**
   * What is no event, or none that this service knows.
   *
   * @param fault what to answer
   */
  record Refused(String id, RefusedException fault) implements ClientEvent {}
}
