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
 * Recognises one live stream, on the thread that adds the samples. Final texts depend on the
 * samples and options alone.
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

  /** The words so far; the stable ones are out as final text. */
  private final WordSequence words = new WordSequence();

  /** Whether the listener has received text since the last {@link LiveText.Pause}. */
  private boolean speaking;

  /** The last partial text that the listener received after the last final text. */
  private LiveText.Partial shown = NOTHING;

  private long taken;

  /** Samples that had arrived at the last pass for a partial text. */
  private long heard;

  /**
   * @param model runs the passes
   * @param listener receives the texts, on the thread that adds the samples
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

  /** Recognises the rest and makes it final. */
  public void finish() {
    segmenter.finish();
  }

  /** Whether there is an open segment with enough new sound for the next partial text. */
  public boolean isPartialDue() {
    return taken - heard >= interval && segmenter.openSince().isPresent();
  }

  /** Recognises the open segment up to now; the listener receives the text if it changed. */
  public void recognisePartial() {
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
