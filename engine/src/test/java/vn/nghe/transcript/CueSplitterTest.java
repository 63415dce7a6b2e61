// SPDX-License-Identifier: Apache-2.0
package vn.nghe.transcript;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CueSplitterTest {
  @Test
  void aPauseBeginsASegment() {
    Transcript transcript =
        new Transcript(
            "vi",
            3,
            List.of(
                new Word("xin", 0.1, 0.3, 1),
                new Word("chào", 0.4, 0.6, 1),
                new Word("bạn", 1.4, 1.6, 1)));
    List<Cue> cues = transcript.cues();
    assertEquals(List.of("xin chào", "bạn"), cues.stream().map(Cue::text).toList());
    assertEquals(0.1, cues.getFirst().start());
    assertEquals(0.6, cues.getFirst().end());
  }

  @Test
  void longSpeechIsCutToSubtitles() {
    List<Word> words = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      words.add(new Word("nghiêng", i * 0.25, i * 0.25 + 0.2, 1));
    }
    Transcript transcript = new Transcript("vi", 50, words);
    int count = 0;
    for (Cue cue : transcript.cues()) {
      assertTrue(cue.text().length() <= 84);
      assertTrue(cue.end() - cue.start() <= 7);
      count += cue.words().size();
    }
    assertEquals(200, count);
  }

  @Test
  void silenceHasNoSegments() {
    Transcript transcript = new Transcript("vi", 3, List.of());
    assertEquals(List.of(), transcript.cues());
    assertEquals("", transcript.text());
  }
}
