// SPDX-License-Identifier: Apache-2.0
/**
 * {@code POST /v1/audio/transcriptions}: the fields of the form, each accepted or refused by name,
 * and the transcript in every response format, whole or as server-sent events.
 */
package vn.nghe.service.transcription;
