// SPDX-License-Identifier: Apache-2.0
package vn.nghe.recognise;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import vn.nghe.api.Decoding;
import vn.nghe.api.StreamingOptions;
import vn.nghe.audio.Audio;
import vn.nghe.audio.SampleSink;
import vn.nghe.segment.CutRules;
import vn.nghe.segment.Segment;
import vn.nghe.segment.Segmenter;
import vn.nghe.transcript.LiveText;
import vn.nghe.transcript.Transcript;
import vn.nghe.transcript.Word;

/**
 * One stream on its way from samples to final and partial texts, on the thread that puts the
 * samples in. Final texts depend on the samples and options alone.
 */
public final class LiveTranscription implements SampleSink {
  private static final LiveText.Partial NOTHING = new LiveText.Partial(List.of(), List.of());

  private final long interval;

  /** Recognises a segment; times count from its beginning. */
  private final Function<Audio, Transcript> finals;

  /** Recognises a window in less time. */
  private final Function<Audio, Transcript> partials;

  private final Consumer<LiveText> listener;
  private final Segmenter segmenter;
  private final LocalAgreement agreement = new LocalAgreement();

  /** Its stable words are out as final. */
  private final WordSequence words = new WordSequence();

  /** Whether the listener has heard anything since the last pause that it was told of. */
  private boolean speaking;

  /** What the listener has last heard since the last final text. */
  private LiveText.Partial shown = NOTHING;

  private long taken;

  /** Samples that the last pass for a partial text knew. */
  private long heard;

  /**
   * @param model runs the passes
   * @param listener receives the texts, on the thread that puts the samples in
   * @throws vn.nghe.api.HotWordException if the model has no units for a hot word
   */
  public LiveTranscription(
      SpeechModel model, StreamingOptions options, Consumer<LiveText> listener) {
    SegmentDecoder best = model.decoder().segments(options.decoding().withAlternatives(1));
    SegmentDecoder greedy = model.decoder().segments(Decoding.GREEDY);
    this.interval = options.partialInterval().toMillis() * Audio.SAMPLE_RATE / 1000;
    this.finals = sound -> model.recognise(sound, best);
    this.partials = sound -> model.recognise(sound, greedy);
    this.listener = listener;
    this.segmenter =
        new Segmenter(
            CutRules.live(options.endpoint(), options.longestSegment()), this::endSegment);
  }

  @Override
  public void accept(float[] samples, int count) {
    segmenter.accept(samples, count);
    taken += count;
  }

  /** Makes what is left final. */
  public void finish() {
    segmenter.finish();
  }

  /** Whether there is an open segment with enough new sound for the next partial text. */
  public boolean isPartialDue() {
    return taken - heard >= interval && segmenter.openSince().isPresent();
  }

  /** Hears the open segment as far as it goes; the listener is told if that changes the text. */
  public void hearPartial() {
    heard = taken;
    long open = segmenter.openSince().orElseThrow();
    double windowStart = agreement.windowStart(seconds(open));
    long from = Math.max(open, Math.round(windowStart * Audio.SAMPLE_RATE));
    double start = seconds(from);
    List<Word> newest =
        partials.apply(segmenter.soundSince(from)).words().stream()
            .map(word -> word.later(start))
            .toList();
    show(agreement.agree(newest, start, seconds(taken)));
  }

  private void show(LiveText.Partial partial) {
    if (!isSameText(partial, shown)) {
      shown = partial;
      speaking = true;
      listener.accept(partial);
    }
  }

  private static boolean isSameText(LiveText.Partial a, LiveText.Partial b) {
    return a.stable().size() == b.stable().size() && a.text().equals(b.text());
  }

  private void endSegment(Segment segment) {
    words.add(segment, finals.apply(segment.sound()));
    agreement.clear();
    tell(words.stableBefore(segment.stableTime()));
    words.forgetStable();
    if (speaking && segment.shared() == 0) {
      speaking = false;
      listener.accept(new LiveText.Pause(segment.stableTime()));
    }
  }

  private void tell(List<Word> stable) {
    if (stable.isEmpty()) {
      show(NOTHING);
    } else {
      shown = NOTHING;
      speaking = true;
      listener.accept(new LiveText.Final(stable));
    }
  }

  private static double seconds(long samples) {
    return (double) samples / Audio.SAMPLE_RATE;
  }
}
