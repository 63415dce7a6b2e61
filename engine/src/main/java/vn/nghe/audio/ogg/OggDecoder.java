// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.ogg;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import vn.nghe.audio.AudioException;
import vn.nghe.audio.AudioWarning;
import vn.nghe.audio.io.ByteReader;
import vn.nghe.audio.packet.PacketSink;
import vn.nghe.audio.packet.Tracks;
import vn.nghe.audio.pcm.PcmSink;

/**
 * Decodes Ogg (RFC 3533) with Opus, Vorbis or FLAC inside. Of the streams of sound that run side by
 * side the first is taken unless the user names another; others, a film's pictures say, are passed
 * over; streams that follow one another are joined.
 */
public final class OggDecoder {
  /** Each costs its set-up, so a file must not consist of them; a day of radio has some hundred. */
  private static final int MOST_LINKS = 1000;

  private static final int MOST_NAMED = 4;

  private final Pages pages;
  private final PacketSink sink;

  private final int track;

  private OggDecoder(ByteReader in, PcmSink sink, int track) {
    this.pages = new Pages(in, sink);
    this.sink = new PacketSink(sink);
    this.track = track;
  }

  /**
   * Decodes a whole file.
   *
   * @param in stands at the first page
   * @param track which of the streams of sound to decode, counted from 1; the first if empty
   */
  public static void decode(ByteReader in, PcmSink sink, OptionalInt track) {
    new OggDecoder(in, sink, track.orElse(1)).decode(in.position());
  }

  private void decode(long start) {
    boolean more = pages.advance();
    if (!more) {
      throw AudioException.malformed("No Ogg page is intact", start);
    }
    for (int links = 0; more; links++) {
      if (links == MOST_LINKS) {
        throw AudioException.malformed(
            "More than " + MOST_LINKS + " Ogg streams follow one another", pages.start());
      }
      more = decodeLink();
    }
  }

  /**
   * Decodes streams that run side by side, whose first pages stand in front.
   *
   * @return whether others follow, at whose first page this leaves the pages
   */
  private boolean decodeLink() {
    Optional<LogicalStream> chosen = Optional.empty();
    Set<String> others = new LinkedHashSet<>();
    boolean more = true;
    int tracks = 0;
    for (; more && pages.begins(); more = pages.advance()) {
      Optional<CodecHeaders> headers = CodecHeaders.beginningAt(pages);
      tracks += headers.isPresent() ? 1 : 0;
      if (headers.isPresent() && tracks == track) {
        chosen = Optional.of(new LogicalStream(pages.serial(), headers.get(), sink));
        chosen.get().accept(pages);
      } else if (headers.isEmpty() && others.size() < MOST_NAMED) {
        others.add(CodecHeaders.nameOf(pages));
      }
    }
    if (chosen.isEmpty()) {
      throw tracks > 0 ? Tracks.missing(track, tracks) : refusal(others);
    }
    if (tracks > 1) {
      sink.warn(
          AudioWarning.Kind.TRACK_CHOSEN,
          "Of " + tracks + " tracks of sound, track " + track + " is taken",
          pages.start());
    }
    for (; more && !pages.begins(); more = pages.advance()) {
      chosen.get().accept(pages);
    }
    chosen.get().finish();
    return more;
  }

  private AudioException refusal(Set<String> others) {
    if (others.isEmpty()) {
      return AudioException.malformed("The first page of the Ogg stream is missing", pages.start());
    }
    return AudioException.unsupported(
        "Ogg with " + String.join(", ", others) + " inside is not supported",
        "send Ogg with Opus, Vorbis or FLAC");
  }
}
