// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.transcription;

/** What {@code verbose_json} gives times for. */
enum Granularity {
  WORD,
  SEGMENT
}
