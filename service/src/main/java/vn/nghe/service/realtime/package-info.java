// SPDX-License-Identifier: Apache-2.0

/**
 * Live speech over a WebSocket, in OpenAI's realtime protocol for transcription sessions. A message
 * passes from {@code RealtimeConnection}, on the connection's thread, through {@code Inbox} to
 * {@code RealtimeSession}, on a thread of its own, which puts the sound into the engine; texts come
 * back on a thread of the engine to {@code Utterances} and go out through {@code Outbox}. Between
 * the threads there is bounded room only: who is too fast waits, up to the client's own socket.
 */
package vn.nghe.service.realtime;
