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
 * Errors of clips that are joined to long recordings.
 *
 * @param seconds length of the recordings
 * @param wallSeconds time of transcribing them
 * @param joined word errors in the recordings
 * @param single word errors in the single clips
 * @param passes the number of segments
 * @param seams the number of cuts within speech, where segments overlap
 * @param lost words beside a seam that are recognised in the single clips and missing here
 * @param doubled words beside a seam that are not recognised in the single clips and repeat a
 *     neighbour
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
   * Joins clips, transcribes the recording and compares.
   *
   * @param results the results of the single clips
   * @param beginning the share of the clips that is skipped at the start, from 0 to 1
   * @param seconds the shortest length of the recording
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

  /** The sum of both results. */
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
