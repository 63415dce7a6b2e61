// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.observe;

/** What a transcription passes through, in this order, as its client sees it. */
public enum RequestPart {
  /** From the headers to the end of the body. */
  UPLOAD,
  /** The clip waits or is worked on; of a transcript that grows, its answer, too. */
  WORK,
  /** The whole transcript is sent. */
  ANSWER
}
