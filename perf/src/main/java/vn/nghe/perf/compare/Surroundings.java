// SPDX-License-Identifier: Apache-2.0
package vn.nghe.perf.compare;

import java.time.Duration;
import java.util.List;
import vn.nghe.audio.Audio;
import vn.nghe.audio.input.AudioDecoder;
import vn.nghe.decode.GreedyCtc;
import vn.nghe.model.Logits;
import vn.nghe.perf.workload.Pass;
import vn.nghe.perf.workload.SpeechClip;

/** The work before and after the encoder on a clip of 5 s, as a share of the encoder's time. */
final class Surroundings implements Measurement {
  private static final Duration LONGEST = Duration.ofMinutes(1);
  private static final Target TARGET = Target.atMost(0.05);

  @Override
  public void run(Turns turns, Report report) {
    report.section("Work around the encoder (first figure) and the encoder, 5 s");
    Audio audio = SpeechClip.audio(SpeechClip.SECONDS);
    byte[] wav = SpeechClip.wav(48_000);
    byte[] flac = SpeechClip.flac();
    byte[] mp3 = SpeechClip.mp3();
    for (int threads = 1; threads <= 2; threads++) {
      try (Pass pass = new Pass(Model.FOLDER, SpeechClip.SECONDS, threads)) {
        Logits logits = pass.logits(audio);
        List<Timing> times =
            turns.time(
                () -> pass.logits(audio),
                () -> pass.features(audio),
                () -> GreedyCtc.decode(logits),
                () -> AudioDecoder.decode(wav, LONGEST),
                () -> AudioDecoder.decode(flac, LONGEST),
                () -> AudioDecoder.decode(mp3, LONGEST));
        double logMel = times.get(1).milliseconds();
        double ctc = times.get(2).milliseconds();
        double encoder = times.getFirst().milliseconds() - logMel;
        report.note(
            "%s: log-mel %.2f ms, CTC %.2f ms".formatted(Names.threads(threads), logMel, ctc));
        String[] formats = {"WAV 48 kHz", "FLAC 48 kHz", "MP3 48 kHz"};
        for (int i = 0; i < formats.length; i++) {
          double around = times.get(3 + i).milliseconds() + logMel + ctc;
          report.add(
              Line.ofShare(
                      "around the encoder, %s, %s".formatted(Names.threads(threads), formats[i]),
                      around,
                      encoder,
                      "ms",
                      TARGET)
                  .withQuiet(times.stream().allMatch(Timing::quiet)));
        }
      }
    }
  }
}
