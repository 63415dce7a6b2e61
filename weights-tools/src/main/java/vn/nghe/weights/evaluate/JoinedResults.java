// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.evaluate;

import java.util.ArrayList;
import java.util.List;
import vn.nghe.Decoding;
import vn.nghe.Transcriber;
import vn.nghe.segment.Cutting;
import vn.nghe.segment.Segmenter;
import vn.nghe.segment.SoundSegment;
import vn.nghe.transcript.Transcript;
import vn.nghe.transcript.Word;

/**
 * What becomes of clips in one long recording.
 *
 * @param seconds how long it lasts
 * @param wallSeconds how long it took to transcribe
 * @param joined errors in its words
 * @param single errors in the words of the same clips one by one, as often as they are in it
 * @param passes how many stretches it was recognised in
 * @param seams how many of them were cut from the one before amid sound, with an overlap
 * @param lost words said that are missing beside a seam
 * @param doubled words beside a seam that were not said, but are the word next to them again
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
   * @param minutes how long the recording is to be at least
   * @param pause digital silence after each clip, in seconds
   */
  public static JoinedResults run(
      Transcriber transcriber,
      Decoding decoding,
      List<ClipResult> results,
      double minutes,
      double pause) {
    JoinedRecording recording = JoinedRecording.of(results, 60 * minutes, pause);
    long start = System.nanoTime();
    Transcript transcript = transcriber.transcribe(recording.sound(), decoding);
    double wall = (System.nanoTime() - start) / 1e9;

    List<SoundSegment> passes = new ArrayList<>();
    var segmenter = new Segmenter(Cutting.RECORDING, passes::add);
    recording.sound().stream(segmenter);
    segmenter.finish();
    double[] seams =
        passes.stream()
            .filter(SoundSegment::continues)
            .mapToDouble(SoundSegment::seamTime)
            .toArray();

    List<Word> heard = transcript.words();
    var around = new SeamErrors(recording.said().words(), ScoredWords.texts(heard));
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
}
