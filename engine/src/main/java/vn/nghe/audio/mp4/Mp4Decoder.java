// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.mp4;

import java.util.List;
import java.util.OptionalInt;
import vn.nghe.audio.AudioException;
import vn.nghe.audio.aac.AacBits;
import vn.nghe.audio.aac.AacConfig;
import vn.nghe.audio.aac.AacStream;
import vn.nghe.audio.aac.Channel;
import vn.nghe.audio.io.ByteReader;
import vn.nghe.audio.packet.Tracks;
import vn.nghe.audio.pcm.PcmSink;
import vn.nghe.audio.pcm.PcmTrim;

/**
 * Decodes the sound of MP4, M4A, 3GP and QuickTime files (ISO/IEC 14496-12), whole or in fragments,
 * where it is AAC-LC, has such a core, or is of a codec that {@link PacketTrack} or {@link
 * RawTrack} take. Of several tracks of sound the enabled one that can be decoded and is not silent
 * is taken, or the one that the user names.
 */
public final class Mp4Decoder {
  private final ByteReader in;
  private final Box movie;

  private Mp4Decoder(ByteReader in, Box movie) {
    this.in = in;
    this.movie = movie;
  }

  /**
   * Decodes a whole file.
   *
   * @param in over a file that is known to be MP4
   * @param track which track of sound to decode, counted from 1; the one that suits best if empty
   */
  public static void decode(ByteReader in, PcmSink sink, OptionalInt track) {
    Box movie =
        Box.whole(in)
            .find(in, "moov")
            .orElseThrow(
                () ->
                    AudioException.malformed(
                        "The MP4 ends before its 'moov' box, which is written when a recording"
                            + " ends: its end is missing",
                        in.length()));
    if (movie.find(in, "cmov").isPresent()) {
      throw SampleEntry.unsupported("a compressed header");
    }
    List<Track> tracks = Track.ofSound(in, movie);
    if (tracks.isEmpty()) {
      throw new AudioException(AudioException.Reason.EMPTY, "The MP4 has no track of sound");
    }
    Mp4Decoder decoder = new Mp4Decoder(in, movie);
    Tracks.decode(tracks, track, candidate -> candidate.rank(in), sink, decoder::decode);
  }

  private void decode(Track track, PcmSink sink) {
    if (track.entry().hasPackets()) {
      PacketTrack.decode(in, movie, track, sink);
    } else if (RawTrack.isOne(in, track.entry())) {
      RawTrack.decode(in, movie, track, sink);
    } else {
      decodeAac(track, sink);
    }
  }

  private void decodeAac(Track track, PcmSink sink) {
    AacConfig config = track.entry().aac(in);
    SoundFrames frames = SoundFrames.of(in, movie, track, config.sampleRate(), sink);
    PcmTrim trim = new PcmTrim(sink, EditList.spans(in, movie, track, config.sampleRate()));
    AacStream stream = new AacStream(config, trim);
    for (long before = 0; frames.advance(before, trim, stream::pause); before = Channel.FRAME) {
      // The second half of a frame sounds together with the first half of the next.
      long at = frames.position();
      if (!trim.wants(at, at + 2 * Channel.FRAME)) {
        trim.skip(Channel.FRAME);
      } else if (frames.size() == 0) {
        stream.lose(1, "A frame of the MP4 claims a size that none has", frames.start());
      } else {
        stream.accept(new AacBits(frames.read(), frames.size(), frames.start()));
      }
    }
    stream.finish();
  }
}
