// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;

/** What a test says of input that has to be refused. */
final class Faults {
  /** Longer than anything the tests decode on purpose. */
  static final Duration LIMIT = Duration.ofSeconds(60);

  private Faults() {}

  /** Decodes and checks the reason and that the message has these words. */
  static AudioException assertRefused(AudioException.Reason reason, byte[] file, String... words) {
    AudioException fault = assertThrows(AudioException.class, () -> Audio.decode(file, LIMIT));
    assertEquals(reason, fault.reason(), fault.getMessage());
    for (String word : words) {
      assertTrue(
          fault.getMessage().contains(word),
          () -> List.of(words) + " expected in: " + fault.getMessage());
    }
    return fault;
  }
}
