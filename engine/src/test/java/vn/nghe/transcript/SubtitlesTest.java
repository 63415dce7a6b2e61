// SPDX-License-Identifier: Apache-2.0
package vn.nghe.transcript;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class SubtitlesTest {
  private static final Transcript TWO_PHRASES =
      transcript(
          new Word("xin", 1, 1.3, 0.9),
          new Word("chào", 1.3, 1.8, 0.9),
          new Word("việt", 3, 3.25, 0.9),
          new Word("nam", 3.25, 3.7504, 0.9));

  @Test
  void srtNumbersItsCuesFromOne() {
    assertEquals(
        """
        1
        00:00:01,000 --> 00:00:01,800
        xin chào

        2
        00:00:03,000 --> 00:00:03,750
        việt nam

        """,
        Subtitles.srt(TWO_PHRASES));
  }

  @Test
  void webVttBeginsWithItsHeader() {
    assertEquals(
        """
        WEBVTT

        00:00:01.000 --> 00:00:01.800
        xin chào

        00:00:03.000 --> 00:00:03.750
        việt nam

        """,
        Subtitles.webVtt(TWO_PHRASES));
  }

  @Test
  void anEmptyTranscriptIsAValidFileWithoutCues() {
    assertEquals("", Subtitles.srt(transcript()));
    assertEquals("WEBVTT\n\n", Subtitles.webVtt(transcript()));
  }

  @Test
  void hoursGrowBeyondTwoDigits() {
    Transcript late = transcript(new Word("muộn", 360_000, 360_059.9996, 1));

    assertEquals(
        """
        1
        100:00:00,000 --> 100:01:00,000
        muộn

        """,
        Subtitles.srt(late));
  }

  @Test
  void webVttEscapesWhatItWouldReadAsMarkup() {
    Transcript markup = transcript(new Word("<b>", 0, 1, 1), new Word("-->&", 1, 2, 1));

    assertEquals(
        """
        WEBVTT

        00:00:00.000 --> 00:00:02.000
        &lt;b&gt; --&gt;&amp;

        """,
        Subtitles.webVtt(markup));
  }

  @Test
  void aLineBreakInAWordDoesNotEndTheCue() {
    Transcript broken = transcript(new Word("một\n\nhai", 0, 1, 1));

    assertEquals(
        """
        1
        00:00:00,000 --> 00:00:01,000
        một  hai

        """,
        Subtitles.srt(broken));
  }

  @Test
  void aCueLastsAtLeastOneMillisecond() {
    Transcript instant = transcript(new Word("ừ", 2, 2.0001, 1));

    assertEquals(
        """
        WEBVTT

        00:00:02.000 --> 00:00:02.001
        ừ

        """,
        Subtitles.webVtt(instant));
  }

  private static Transcript transcript(Word... words) {
    return new Transcript("vi", 400_000, List.of(words));
  }
}
