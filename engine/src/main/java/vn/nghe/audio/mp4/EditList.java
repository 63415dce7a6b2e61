// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.mp4;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vn.nghe.audio.AudioException;
import vn.nghe.audio.io.ByteReader;
import vn.nghe.audio.pcm.PcmTrim;

/**
 * Which part of a track is to be heard: its edit list (ISO/IEC 14496-12, 8.6.6) leaves out what an
 * encoder puts before and after the sound, and what the user cut off. Edits that show nothing are
 * pauses. Where it leaves out nothing of the beginning, iTunes' tag may.
 */
final class EditList {
  /** Far beyond any sound, and far from where sums overflow. */
  private static final long FOREVER = 1L << 50;

  private static final int EMPTY = -1;

  /** Before each span a frame is decoded that may not be heard; this bounds their number. */
  private static final int MOST_EDITS = 1000;

  private static final PcmTrim.Span ALL = new PcmTrim.Span(0, FOREVER);

  private final ByteReader in;
  private final Box movie;
  private final double samplesPerMovieTick;
  private final double samplesPerTrackTick;

  private EditList(ByteReader in, Box movie, Track track, long sampleRate) {
    this.in = in;
    this.movie = movie;
    long timescale = Track.timescale(in, movie.require(in, "mvhd"));
    this.samplesPerMovieTick = (double) sampleRate / timescale;
    this.samplesPerTrackTick = (double) sampleRate / track.timescale();
  }

  /**
   * The spans of the decoder's samples that are to be heard, in ascending order.
   *
   * @param movie the {@code moov} box
   * @param sampleRate samples per second that come out of the decoder
   * @throws AudioException if the list plays sound twice or in another order
   */
  static List<PcmTrim.Span> spans(ByteReader in, Box movie, Track track, long sampleRate) {
    EditList edits = new EditList(in, movie, track, sampleRate);
    Optional<Box> list = track.box().find(in, "edts").flatMap(box -> box.find(in, "elst"));
    List<PcmTrim.Span> spans = list.map(edits::read).orElse(List.of());
    if (spans.isEmpty() || spans.getFirst().from() == 0) {
      Optional<GaplessTag> gapless = GaplessTag.find(in, movie);
      if (gapless.isPresent()) {
        long pause = spans.isEmpty() ? 0 : spans.getFirst().pause();
        return List.of(edits.span(pause, gapless.get()));
      }
    }
    return spans.isEmpty() ? List.of(ALL) : spans;
  }

  private List<PcmTrim.Span> read(Box list) {
    in.seek(list.body());
    boolean isLong = in.unsigned8() == 1;
    in.skip(3, "an MP4 edit list");
    long count = in.bigUnsigned32();
    list.requireEntries(in.position(), count, 8 * (isLong ? 20 : 12));
    if (count > MOST_EDITS) {
      throw unsupported("more than " + MOST_EDITS + " edits");
    }
    // While a recording goes on, its writer cannot know how long it will be.
    boolean isOpen = movie.find(in, "mvex").isPresent();
    in.seek(list.body() + 8);
    List<PcmTrim.Span> spans = new ArrayList<>();
    long pause = 0;
    for (long i = 0; i < count; i++) {
      long duration = isLong ? in.big64() : in.bigUnsigned32();
      long begin = isLong ? in.big64() : (int) in.bigUnsigned32();
      long speed = in.bigUnsigned32();
      if (begin == EMPTY || speed == 0) {
        pause += samples(duration, samplesPerMovieTick);
      } else {
        boolean isLast = i == count - 1;
        add(spans, pause, begin, duration == 0 || (isOpen && isLast) ? FOREVER : duration);
        pause = 0;
      }
    }
    return spans;
  }

  private void add(List<PcmTrim.Span> spans, long pause, long begin, long duration) {
    long from = samples(begin, samplesPerTrackTick);
    long to = from + samples(duration, samplesPerMovieTick);
    long before = spans.isEmpty() ? 0 : spans.getLast().to();
    // What follows on may seem to overlap by what the movie's clock rounds.
    if (from + Math.ceil(samplesPerMovieTick) < before) {
      throw unsupported("an edit list that plays sound twice");
    }
    long rest = Math.max(from, before);
    spans.add(new PcmTrim.Span(pause, rest, Math.max(rest, to)));
  }

  private static AudioException unsupported(String what) {
    return AudioException.unsupported(
        "MP4 with " + what + " is not supported", "export the sound as a new file");
  }

  private PcmTrim.Span span(long pause, GaplessTag gapless) {
    long from = samples(gapless.before(), samplesPerTrackTick);
    long length = samples(gapless.length(), samplesPerTrackTick);
    return new PcmTrim.Span(pause, from, length == 0 ? FOREVER : from + length);
  }

  private static long samples(long ticks, double samplesPerTick) {
    return Math.clamp(Math.round(ticks * samplesPerTick), 0, FOREVER);
  }
}
