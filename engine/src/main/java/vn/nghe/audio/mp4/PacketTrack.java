// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.mp4;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import vn.nghe.audio.AudioException;
import vn.nghe.audio.alac.AlacConfig;
import vn.nghe.audio.alac.AlacPackets;
import vn.nghe.audio.amr.AmrDecoder;
import vn.nghe.audio.amr.AmrPackets;
import vn.nghe.audio.flac.FlacPackets;
import vn.nghe.audio.io.ByteReader;
import vn.nghe.audio.opus.OpusDecoder;
import vn.nghe.audio.opus.OpusHead;
import vn.nghe.audio.packet.ForgivingDecoder;
import vn.nghe.audio.packet.PacketDecoder;
import vn.nghe.audio.packet.PacketSink;
import vn.nghe.audio.pcm.PcmSink;
import vn.nghe.audio.pcm.PcmTrim;

/**
 * Decodes the tracks of MP4 files whose packets each go to a decoder: Opus, as Chromium records it,
 * FLAC, Apple Lossless and AMR.
 */
final class PacketTrack {
  /** Their names in sample entries. */
  static final Set<String> CODECS = Set.of("Opus", "fLaC", "alac", "samr", "sawb");

  /** 80 ms, after which an Opus decoder has forgotten what came before (RFC 7845, section 4.6). */
  private static final int OPUS_PRE_ROLL = 3840;

  /** Far more than any header has. */
  private static final int LONGEST_HEADER = 1 << 16;

  private final ByteReader in;
  private final Track track;

  private PacketTrack(ByteReader in, Track track) {
    this.in = in;
    this.track = track;
  }

  /**
   * Decodes a track.
   *
   * @param movie the {@code moov} box
   * @param track one whose codec is one of {@link #CODECS}
   */
  static void decode(ByteReader in, Box movie, Track track, PcmSink sink) {
    PacketTrack packets = new PacketTrack(in, track);
    switch (track.entry().format()) {
      case "Opus" -> packets.decodeOpus(movie, sink);
      case "fLaC" -> packets.decodeFlac(movie, sink);
      case "alac" -> packets.decodeAlac(movie, sink);
      case "samr" -> packets.decodeAmr(AmrDecoder.Band.NARROW, movie, sink);
      default -> packets.decodeAmr(AmrDecoder.Band.WIDE, movie, sink);
    }
  }

  /** An edit list says what to cut off the start; where none does, the codec's header does. */
  private void decodeOpus(Box movie, PcmSink sink) {
    Box box = header("dOps");
    OpusHead head = OpusHead.readBox(body(box, 0), box.body());
    SoundFrames frames = SoundFrames.of(in, movie, track, OpusDecoder.SAMPLE_RATE, sink);
    List<PcmTrim.Span> spans = EditList.spans(in, movie, track, OpusDecoder.SAMPLE_RATE);
    boolean isCut = spans.getFirst().from() > 0;
    PcmTrim trim = new PcmTrim(sink, spans);
    PacketSink packets = new PacketSink(trim);
    PacketDecoder decoder = new OpusDecoder(isCut ? head.withoutPreSkip() : head, packets);
    decode(frames, new ForgivingDecoder(decoder, packets), trim, OPUS_PRE_ROLL);
  }

  private void decodeFlac(Box movie, PcmSink sink) {
    Box box = header("dfLa");
    // Version and flags come first.
    byte[] blocks = body(box, 4);
    long rate = FlacPackets.streamInfo(blocks, box.body()).sampleRate();
    SoundFrames frames = SoundFrames.of(in, movie, track, rate, sink);
    PcmTrim trim = new PcmTrim(sink, EditList.spans(in, movie, track, rate));
    PacketSink packets = new PacketSink(trim);
    PacketDecoder decoder = FlacPackets.of(blocks, box.body(), packets);
    decode(frames, new ForgivingDecoder(decoder, packets), trim, 0);
  }

  private void decodeAlac(Box movie, PcmSink sink) {
    Box box = alacHeader();
    // Version and flags come first.
    AlacConfig config = AlacConfig.read(body(box, 4), box.body() + 4);
    SoundFrames frames = SoundFrames.of(in, movie, track, config.sampleRate(), sink);
    PcmTrim trim = new PcmTrim(sink, EditList.spans(in, movie, track, config.sampleRate()));
    PacketSink packets = new PacketSink(trim);
    decode(frames, new ForgivingDecoder(new AlacPackets(config, packets), packets), trim, 0);
  }

  /** In the sample entry itself, or inside {@code wave} where QuickTime puts it. */
  private Box alacHeader() {
    Optional<Box> wave = track.entry().child(in, "wave");
    return wave.isPresent() ? wave.get().require(in, "alac") : header("alac");
  }

  private void decodeAmr(AmrDecoder.Band band, Box movie, PcmSink sink) {
    SoundFrames frames = SoundFrames.of(in, movie, track, band.sampleRate(), sink);
    PcmTrim trim = new PcmTrim(sink, EditList.spans(in, movie, track, band.sampleRate()));
    PacketSink packets = new PacketSink(trim);
    PacketDecoder decoder = new AmrPackets(band, packets);
    // A decoder of speech has to hear all that comes before.
    decode(frames, new ForgivingDecoder(decoder, packets), trim, Integer.MAX_VALUE / 2);
  }

  private static void decode(
      SoundFrames frames, ForgivingDecoder decoder, PcmTrim trim, int preRoll) {
    int held = 0;
    while (frames.advance(held, trim, trim::pause)) {
      int size = frames.size();
      if (size == 0) {
        decoder.lose("A frame of the MP4 claims a size that none has", frames.start(), held);
        continue;
      }
      byte[] packet = frames.read();
      long at = frames.position();
      held = decoder.frames(packet, size, frames.start());
      if (trim.wants(at, at + held + preRoll)) {
        decoder.decode(packet, size, frames.start(), held);
      } else {
        trim.skip(held);
      }
    }
  }

  private Box header(String type) {
    SampleEntry entry = track.entry();
    return entry
        .child(in, type)
        .orElseThrow(
            () ->
                AudioException.malformed(
                    "The MP4 sample description has no '" + type + "' inside",
                    entry.box().start()));
  }

  private byte[] body(Box box, int from) {
    long length = box.end() - box.body() - from;
    if (length < 0 || length > LONGEST_HEADER) {
      throw AudioException.malformed(
          "The MP4 box '" + box.type() + "' has " + (length + from) + " bytes", box.start());
    }
    byte[] bytes = new byte[(int) length];
    in.seek(box.body() + from);
    in.read(bytes, bytes.length);
    return bytes;
  }
}
