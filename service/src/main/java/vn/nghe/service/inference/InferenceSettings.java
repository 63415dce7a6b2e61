// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.inference;

import java.time.Duration;
import vn.nghe.service.config.Bounds;
import vn.nghe.service.config.SettingsReader;

/**
 * How much work is done at once, and how long any of it may take.
 *
 * @param threads how many threads share the arithmetic
 * @param workers how many clips are worked on at once
 * @param queueCapacity how many clips may wait for a worker
 * @param requestDeadline how long a clip may wait and be worked on, together
 * @param longestAudio the longest audio to take
 */
public record InferenceSettings(
    int threads, int workers, int queueCapacity, Duration requestDeadline, Duration longestAudio) {
  public InferenceSettings {
    Bounds.atLeast("nghe.threads", threads, 1);
    Bounds.atLeast("nghe.workers", workers, 1);
    Bounds.atLeast("nghe.queue-capacity", queueCapacity, 1);
    Bounds.positive("nghe.request-deadline", requestDeadline);
    Bounds.positive("nghe.longest-audio", longestAudio);
  }

  /** The settings that {@code nghe.threads} and its neighbours make. */
  public static InferenceSettings read(SettingsReader reader) {
    return new InferenceSettings(
        reader.count("nghe.threads"),
        reader.count("nghe.workers"),
        reader.integer("nghe.queue-capacity"),
        reader.duration("nghe.request-deadline"),
        reader.duration("nghe.longest-audio"));
  }
}
