// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.evaluate;

import java.util.ArrayList;
import java.util.List;
import vn.nghe.Transcriber;
import vn.nghe.api.Decoding;
import vn.nghe.audio.input.AudioSource;
import vn.nghe.segment.CutRules;
import vn.nghe.segment.Segment;
import vn.nghe.segment.Segmenter;
import vn.nghe.transcript.Transcript;
import vn.nghe.transcript.Word;

/**
 * What becomes of clips in long recordings.
 *
 * @param seconds how long they last
 * @param wallSeconds how long it took to transcribe them
 * @param joined errors in their words
 * @param single errors in the words of the same clips one by one, as often as they are in them
 * @param passes how many stretches they were recognised in
 * @param seams how many of them were cut from the one before amid sound, with an overlap
 * @param lost words beside a seam that are recognised in the clips one by one and missing here
 * @param doubled words beside a seam that are not recognised in the clips one by one, but are the
 *     word next to them again
 */
public record JoinedResults(
    double seconds,
    double wallSeconds,
    ErrorRate joined,
    ErrorRate single,
    long passes,
    long seams,
    long lost,
    long doubled) {
  /**
   * Joins, transcribes and compares.
   *
   * @param results of the clips one by one
   * @param beginning at which of the clips to begin, as a share of them, from 0 to 1
   * @param seconds how long the recording is to be at least
   * @param pause digital silence after each clip, in seconds
   */
  public static JoinedResults run(
      Transcriber transcriber,
      Decoding decoding,
      List<ClipResult> results,
      double beginning,
      double seconds,
      double pause) {
    JoinedRecording recording = JoinedRecording.of(results, beginning, seconds, pause);
    long start = System.nanoTime();
    Transcript transcript = transcriber.transcribe(AudioSource.of(recording.sound()), decoding);
    double wall = (System.nanoTime() - start) / 1e9;

    List<Segment> passes = new ArrayList<>();
    var segmenter = new Segmenter(CutRules.RECORDING, passes::add);
    recording.sound().stream(segmenter);
    segmenter.finish();
    double[] seams =
        passes.stream().filter(Segment::continues).mapToDouble(Segment::seamTime).toArray();

    List<Word> heard = transcript.words();
    var around = new SeamErrors(recording.recognised().words(), ScoredWords.texts(heard));
    long lost = 0;
    long doubled = 0;
    for (double seam : seams) {
      int after = 0;
      while (after < heard.size() && heard.get(after).middle() < seam) {
        after++;
      }
      lost += around.lost(after);
      doubled += around.doubled(after);
    }
    return new JoinedResults(
        transcript.seconds(),
        wall,
        ErrorRate.ofWords(recording.said(), ScoringText.of(transcript.text())),
        recording.single(),
        passes.size(),
        seams.length,
        lost,
        doubled);
  }

  /** Those of both recordings together. */
  public JoinedResults plus(JoinedResults other) {
    return new JoinedResults(
        seconds + other.seconds,
        wallSeconds + other.wallSeconds,
        joined.plus(other.joined),
        single.plus(other.single),
        passes + other.passes,
        seams + other.seams,
        lost + other.lost,
        doubled + other.doubled);
  }
}
