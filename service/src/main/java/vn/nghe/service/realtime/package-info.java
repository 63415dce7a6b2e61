// SPDX-License-Identifier: Apache-2.0
/**
 * Live speech over a WebSocket, in OpenAI's realtime protocol for transcription sessions. {@code
 * RealtimeConnection} reads messages on the thread of the connection and hands them to {@code
 * RealtimeSession}, which feeds the engine on a thread of its own; texts return on a thread of the
 * engine to {@code Utterances} and leave through {@code Outbox}. All queues between these threads
 * are bounded: a producer that is too fast waits, up to the socket of the client.
 */
package vn.nghe.service.realtime;
