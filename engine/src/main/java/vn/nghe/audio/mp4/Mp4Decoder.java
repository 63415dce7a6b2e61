// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.mp4;

import java.util.List;
import vn.nghe.audio.AudioException;
import vn.nghe.audio.aac.AacBits;
import vn.nghe.audio.aac.AacConfig;
import vn.nghe.audio.aac.AacStream;
import vn.nghe.audio.aac.Channel;
import vn.nghe.audio.io.ByteReader;
import vn.nghe.audio.pcm.PcmSink;
import vn.nghe.audio.pcm.PcmTrim;

/**
 * Decodes the sound of MP4, M4A, 3GP and QuickTime files (ISO/IEC 14496-12), whole or in fragments,
 * where it is AAC-LC, has such a core, or is of a codec that {@link PacketTrack} or {@link
 * RawTrack} take. Of several tracks of sound the first that can be decoded is.
 *
 * <p>A first pass over the tables makes sure that all frames are there before any sound is decoded,
 * and that they do not refer to the same bytes again and again.
 */
public final class Mp4Decoder {
  /** Five times what 16 channels of at most 6144 bits take, so that data may come with them. */
  static final int MOST_FRAME_BYTES = 1 << 16;

  private final ByteReader in;
  private final PcmSink sink;

  private Mp4Decoder(ByteReader in, PcmSink sink) {
    this.in = in;
    this.sink = sink;
  }

  /**
   * Decodes a whole file.
   *
   * @param in over a file that is known to be MP4
   */
  public static void decode(ByteReader in, PcmSink sink) {
    new Mp4Decoder(in, sink).decode();
  }

  private void decode() {
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
    Track track =
        tracks.stream()
            .filter(candidate -> candidate.entry().isSupported(in))
            .findFirst()
            .orElse(tracks.getFirst());
    if (track.entry().hasPackets()) {
      requireAll(track.samples(in, movie));
      PacketTrack.decode(in, movie, track, sink);
    } else if (RawTrack.isOne(in, track.entry())) {
      requireAll(track.samples(in, movie));
      RawTrack.decode(in, movie, track, sink);
    } else {
      decodeAac(movie, track);
    }
  }

  private void decodeAac(Box movie, Track track) {
    AacConfig config = track.entry().aac(in);
    requireAll(track.samples(in, movie));
    PcmTrim trim = new PcmTrim(sink, EditList.spans(in, movie, track, config.sampleRate()));
    AacStream stream = new AacStream(config, trim);
    byte[] bytes = new byte[MOST_FRAME_BYTES];
    Samples samples = track.samples(in, movie);
    for (long at = 0; samples.advance() && !trim.isOver(at); at += Channel.FRAME) {
      // The second half of a frame sounds together with the first half of the next.
      if (trim.wants(at, at + 2 * Channel.FRAME)) {
        int size = (int) samples.size();
        in.seek(samples.start());
        in.read(bytes, size);
        stream.accept(new AacBits(bytes, size, samples.start()));
      } else {
        trim.skip(Channel.FRAME);
      }
    }
    stream.finish();
  }

  private void requireAll(Samples samples) {
    long count = 0;
    long bytes = 0;
    while (samples.advance()) {
      count++;
      long start = samples.start();
      long size = samples.size();
      bytes += size;
      if (size == 0 || size > MOST_FRAME_BYTES) {
        throw AudioException.malformed(
            "Frame " + count + " of the MP4 claims " + size + " bytes", Math.max(0, start));
      }
      if (start < 0 || start > in.length() - size) {
        throw AudioException.malformed(
            "Frame " + count + " of the MP4 would lie at byte " + start + ": the end is missing",
            in.length());
      }
      if (bytes > in.length()) {
        throw AudioException.malformed(
            "The frames of the MP4 refer to the same bytes several times, up to frame " + count,
            start);
      }
    }
    if (count == 0) {
      throw new AudioException(
          AudioException.Reason.EMPTY, "The MP4 has a track of sound with no frame in it");
    }
  }
}
