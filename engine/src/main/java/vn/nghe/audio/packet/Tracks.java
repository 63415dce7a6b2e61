// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.packet;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import vn.nghe.audio.AudioException;
import vn.nghe.audio.AudioWarning;
import vn.nghe.audio.pcm.PcmSink;

/** Chooses between the tracks of sound of a file. */
public final class Tracks {
  /** Each costs a pass over its sound, if those before it are silent. */
  private static final int MOST_HEARD = 4;

  /** Decodes a track. */
  @FunctionalInterface
  public interface Decoder<T> {
    /** Decodes the track from its start, however often it is called. */
    void decode(T track, PcmSink sink);
  }

  private Tracks() {}

  /**
   * Decodes one track: the one that is asked for, or the best that speaks. Which one that was is
   * reported where there was a choice.
   *
   * @param tracks all tracks of sound, in the order of the file, at least one
   * @param asked number of the track that the user asks for, from 1
   * @param rank how well a track suits, the lowest best; tracks of equal rank in the order of the
   *     file
   */
  public static <T> void decode(
      List<T> tracks, OptionalInt asked, ToIntFunction<T> rank, PcmSink sink, Decoder<T> decoder) {
    if (asked.isPresent()) {
      if (asked.getAsInt() > tracks.size()) {
        throw missing(asked.getAsInt(), tracks.size());
      }
      decoder.decode(tracks.get(asked.getAsInt() - 1), sink);
      return;
    }
    List<Integer> ranked =
        IntStream.range(0, tracks.size())
            .boxed()
            .sorted(Comparator.comparingInt(number -> rank.applyAsInt(tracks.get(number))))
            .toList();
    int chosen = ranked.getFirst();
    if (tracks.size() > 1) {
      chosen =
          ranked.stream()
              .limit(MOST_HEARD)
              .filter(
                  n -> Loudness.isHeard(hearing -> decoder.decode(tracks.get(n), hearing), sink))
              .findFirst()
              .orElse(chosen);
      sink.warn(
          AudioWarning.Kind.TRACK_CHOSEN,
          "Of " + tracks.size() + " tracks of sound, track " + (chosen + 1) + " is taken",
          0);
    }
    decoder.decode(tracks.get(chosen), sink);
  }

  /** What to answer who asks for a track that is not there. */
  public static AudioException missing(int asked, int present) {
    return AudioException.unsupported(
        "There is no track " + asked + " of sound in the recording",
        present == 1 ? "there is one track" : "there are " + present + " tracks");
  }
}
