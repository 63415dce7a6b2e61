// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.pcm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import vn.nghe.audio.fixture.Heard;

final class SoundStreamTest {
  @Test
  void channelsAreMixedToTheirMean() {
    float[] samples =
        Heard.of(
            sink -> {
              SoundStream sound = new SoundStream(Duration.ofSeconds(1), sink);
              sound.start(16_000, 3);
              sound.accept(new float[] {0.5f, 0.25f, 0, -1, 1, 0.75f}, 2);
              assertEquals(2, sound.finish().samples());
            });
    assertArrayEquals(new float[] {0.25f, 0.25f}, samples);
  }

  @Test
  void soundThatIsLongerThanAPageComesOutInOrder() {
    float[] samples =
        Heard.of(
            sink -> {
              SoundStream sound = new SoundStream(Duration.ofSeconds(60), sink);
              sound.start(16_000, 1);
              float[] block = new float[1000];
              for (int i = 0; i < 200; i++) {
                for (int j = 0; j < block.length; j++) {
                  block[j] = i * 1000 + j;
                }
                sound.accept(block, block.length);
              }
              assertEquals(200_000, sound.finish().samples());
            });
    assertEquals(200_000, samples.length);
    for (int i = 0; i < samples.length; i++) {
      assertEquals(i, samples[i]);
    }
  }
}
