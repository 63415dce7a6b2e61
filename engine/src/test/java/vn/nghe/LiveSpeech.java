// SPDX-License-Identifier: Apache-2.0
package vn.nghe;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import vn.nghe.api.StreamingOptions;
import vn.nghe.audio.Audio;
import vn.nghe.audio.input.AudioDecoder;
import vn.nghe.transcript.LiveText;

/** Real clips as a microphone would give them, and what is heard of them. */
final class LiveSpeech {
  private LiveSpeech() {}

  /** The clips one after the other, each with {@code pause} seconds of silence after it. */
  static float[] clips(double pause) {
    int silence = (int) (pause * Audio.SAMPLE_RATE);
    float[] sound = new float[60 * Audio.SAMPLE_RATE];
    int at = 0;
    for (String name : TestFiles.CLIPS) {
      Audio clip = AudioDecoder.decode(TestFiles.clip(name), Duration.ofMinutes(1));
      clip.copyTo(0, sound, at, clip.length());
      at += clip.length() + silence;
    }
    return Arrays.copyOf(sound, at);
  }

  static List<LiveText> heard(Transcriber transcriber, float[] sound, int block) {
    return heard(transcriber, StreamingOptions.DEFAULT, sound, block);
  }

  /** All that the listener is told. */
  static List<LiveText> heard(
      Transcriber transcriber, StreamingOptions options, float[] sound, int block) {
    List<LiveText> heard = new ArrayList<>();
    try (StreamingTranscriber stream = transcriber.stream(options, heard::add)) {
      for (int at = 0; at < sound.length; at += block) {
        int end = Math.min(sound.length, at + block);
        stream.accept(Arrays.copyOfRange(sound, at, end), end - at);
      }
      stream.finish();
    }
    return heard;
  }

  static List<LiveText.Final> finals(List<LiveText> heard) {
    return heard.stream()
        .filter(LiveText.Final.class::isInstance)
        .map(LiveText.Final.class::cast)
        .toList();
  }

  static String text(List<LiveText.Final> finals) {
    return finals.stream().map(LiveText::text).collect(Collectors.joining(" "));
  }
}
