// SPDX-License-Identifier: Apache-2.0

/**
 * Results: a {@link vn.nghe.transcript.Transcript} of a recording and the {@link
 * vn.nghe.transcript.LiveText}s of a stream, both made of {@link vn.nghe.transcript.Word}s; {@link
 * vn.nghe.transcript.Subtitles} writes a transcript as a SubRip or WebVTT file.
 */
package vn.nghe.transcript;
