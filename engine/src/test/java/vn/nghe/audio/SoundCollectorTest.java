// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class SoundCollectorTest {
  @Test
  void channelsAreMixedToTheirMean() {
    SoundCollector collector = new SoundCollector(Duration.ofSeconds(1));
    collector.start(16_000, 3);
    collector.accept(new float[] {0.5f, 0.25f, 0, -1, 1, 0.75f}, 2);
    assertArrayEquals(new float[] {0.25f, 0.25f}, collector.finish());
  }

  @Test
  void soundThatIsLongerThanAPageComesOutInOrder() {
    SoundCollector collector = new SoundCollector(Duration.ofSeconds(60));
    collector.start(16_000, 1);
    float[] block = new float[1000];
    for (int i = 0; i < 200; i++) {
      for (int j = 0; j < block.length; j++) {
        block[j] = i * 1000 + j;
      }
      collector.accept(block, block.length);
    }
    float[] samples = collector.finish();
    assertEquals(200_000, samples.length);
    for (int i = 0; i < samples.length; i++) {
      assertEquals(i, samples[i]);
    }
  }
}
