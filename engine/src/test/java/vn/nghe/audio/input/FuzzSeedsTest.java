// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.input;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.nghe.audio.AudioException;
import vn.nghe.audio.fixture.Faults;
import vn.nghe.audio.fixture.Fixtures;

/** Plays back what a fuzzer starts from, and what it once found. */
final class FuzzSeedsTest {
  @ParameterizedTest
  @EnumSource
  void everySeedIsSoundOrRefusedAndSomeAreSound(FuzzTarget target) {
    boolean sound = false;
    for (Path seed : FuzzSeeds.of(target)) {
      byte[] bytes = FuzzSeeds.bytes(seed);
      sound |= target.attempt(bytes);
      target.attemptDecoder(bytes);
    }
    assertTrue(sound);
  }

  /** Else a fuzzer would never see what lies behind the checks. */
  @ParameterizedTest
  @ValueSource(strings = {"speech.flac", "stereo-44k-fixed.flac"})
  void brokenChecksOfFlacAreMadeRight(String fixture) {
    byte[] file = Fixtures.bytes(fixture);
    assertTrue(FuzzTarget.FLAC.attempt(file));
    file[file.length - 1] ^= 1;
    file[file.length - 2] ^= 1;
    Faults.assertRefused(AudioException.Reason.MALFORMED, file, "check");
    assertTrue(FuzzTarget.FLAC.attempt(file));
  }

  @Test
  void brokenChecksOfOggAreMadeRight() {
    byte[] file = Fixtures.bytes("speech-16k.ogg");
    file[22] ^= 1;
    Faults.assertRefused(AudioException.Reason.MALFORMED, file);
    assertTrue(FuzzTarget.OGG.attempt(file));
  }
}
