// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.evaluate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import vn.nghe.Transcriber;
import vn.nghe.api.Decoding;
import vn.nghe.api.StreamingOptions;
import vn.nghe.audio.Audio;
import vn.nghe.audio.AudioException;
import vn.nghe.transcript.LiveText;

/**
 * The results of clips transcribed as live streams, as fast as possible.
 *
 * @param words errors of the final texts; all words of a clip that cannot be read count as deleted
 * @param finals the number of final texts
 * @param partials the number of partial texts; fewer on a slower machine
 * @param changed the number of final texts that differ when the whole clip is put in at once
 *     without partial texts; it should be 0
 */
public record LiveResults(ErrorRate words, long finals, long partials, long changed) {
  /** Samples in a block: 0.1 s. */
  private static final int BLOCK = Audio.SAMPLE_RATE / 10;

  private static final Duration NEVER = Duration.ofDays(1);

  private LiveResults plus(LiveResults other) {
    return new LiveResults(
        words.plus(other.words),
        finals + other.finals,
        partials + other.partials,
        changed + other.changed);
  }

  /**
   * Transcribes all clips.
   *
   * @param progress called after each clip
   */
  public static LiveResults run(
      Transcriber transcriber, Decoding decoding, ClipManifest manifest, Runnable progress) {
    var options = StreamingOptions.DEFAULT.withDecoding(decoding);
    var all = new LiveResults(ErrorRate.NONE, 0, 0, 0);
    for (Clip clip : manifest.clips()) {
      all = all.plus(hear(transcriber, options, clip));
      progress.run();
    }
    return all;
  }

  private static LiveResults hear(Transcriber transcriber, StreamingOptions options, Clip clip) {
    ScoringText said = ScoringText.of(clip.sentence());
    float[] samples;
    try {
      samples = JoinedRecording.samples(clip.file());
    } catch (AudioException _) {
      return new LiveResults(ErrorRate.ofWords(said, ScoringText.of("")), 0, 0, 0);
    }
    List<LiveText> heard = hear(transcriber, options, samples, BLOCK);
    List<String> finals = finals(heard);
    List<String> again =
        finals(hear(transcriber, options.withPartialInterval(NEVER), samples, samples.length));
    long changed = Math.max(finals.size(), again.size());
    for (int i = 0; i < Math.min(finals.size(), again.size()); i++) {
      changed -= finals.get(i).equals(again.get(i)) ? 1 : 0;
    }
    return new LiveResults(
        ErrorRate.ofWords(said, ScoringText.of(String.join(" ", finals))),
        finals.size(),
        heard.size() - finals.size(),
        changed);
  }

  private static List<LiveText> hear(
      Transcriber transcriber, StreamingOptions options, float[] samples, int block) {
    List<LiveText> heard = new ArrayList<>();
    try (var stream = transcriber.stream(options, heard::add)) {
      for (int at = 0; at < samples.length; at += block) {
        int end = Math.min(samples.length, at + block);
        stream.accept(Arrays.copyOfRange(samples, at, end), end - at);
      }
      stream.finish();
    }
    return heard;
  }

  private static List<String> finals(List<LiveText> heard) {
    return heard.stream().filter(LiveText.Final.class::isInstance).map(LiveText::text).toList();
  }
}
