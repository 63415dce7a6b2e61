// SPDX-License-Identifier: Apache-2.0
package vn.nghe.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import vn.nghe.transcript.Transcript;
import vn.nghe.transcript.Word;

final class JsonLineTest {
  @Test
  void writesTimesInMillisecondsAndCutsSegmentsAtPauses() {
    var transcript =
        new Transcript(
            "vi",
            4.05600001,
            List.of(new Word("xin", 0.1 + 0.2, 0.5, 1), new Word("chào", 2, 2.5, 1 / 3.0)));
    assertEquals(
        """
        {"path":"dir/\\"a\\"\\t.wav","text":"xin chào","language":"vi","duration":4.056,\
        "words":[{"word":"xin","start":0.300,"end":0.500,"confidence":1.0000},\
        {"word":"chào","start":2.000,"end":2.500,"confidence":0.3333}],\
        "segments":[{"start":0.300,"end":0.500,"text":"xin"},\
        {"start":2.000,"end":2.500,"text":"chào"}]}
        """,
        JsonLine.of("dir/\"a\"\t.wav", transcript));
  }

  @Test
  void writesSilenceAsEmptyLists() {
    assertEquals(
        """
        {"path":"a.wav","text":"","language":"vi","duration":1.000,"words":[],"segments":[]}
        """,
        JsonLine.of("a.wav", new Transcript("vi", 1, List.of())));
  }
}
