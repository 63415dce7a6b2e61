// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.mp4;

import static java.nio.ByteOrder.BIG_ENDIAN;
import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.nio.ByteOrder;
import java.util.Optional;
import java.util.Set;
import vn.nghe.audio.AudioException;
import vn.nghe.audio.adpcm.AppleImaAdpcm;
import vn.nghe.audio.gsm.GsmDecoder;
import vn.nghe.audio.io.ByteReader;
import vn.nghe.audio.io.Extents;
import vn.nghe.audio.mp3.Mp3Decoder;
import vn.nghe.audio.packet.BlockDecoder;
import vn.nghe.audio.packet.Blocks;
import vn.nghe.audio.pcm.PcmBlocks;
import vn.nghe.audio.pcm.PcmEncoding;
import vn.nghe.audio.pcm.PcmLayout;
import vn.nghe.audio.pcm.PcmSink;
import vn.nghe.audio.pcm.PcmTrim;

/**
 * Decodes the tracks of MP4 and QuickTime files whose sound is one row of bytes, which the file has
 * only cut into pieces: uncompressed samples, blocks, and MPEG audio.
 */
final class RawTrack {
  private static final Set<String> PCM =
      Set.of(
          "raw ", "twos", "sowt", "in24", "in32", "fl32", "fl64", "lpcm", "ipcm", "fpcm", "ulaw",
          "alaw");

  private static final Set<String> BLOCKS = Set.of("ima4", "agsm");
  private static final String MPEG = ".mp3";
  private static final int LITTLE_ENDIAN_BOX = 1;

  private static final int FLOAT_FLAG = 1;
  private static final int BIG_ENDIAN_FLAG = 2;

  private final ByteReader in;
  private final SampleEntry entry;
  private final SoundFields fields;

  private RawTrack(ByteReader in, SampleEntry entry) {
    this.in = in;
    this.entry = entry;
    this.fields = SoundFields.read(in, entry.box());
  }

  /** Whether a track is of such a kind. */
  static boolean isOne(ByteReader in, SampleEntry entry) {
    return PCM.contains(entry.format())
        || BLOCKS.contains(entry.format())
        || entry.format().equals(MPEG)
        || entry.isMpeg(in);
  }

  /** Bytes of a sample of all channels where sound is uncompressed, else 0. */
  static long unit(ByteReader in, SampleEntry entry) {
    return PCM.contains(entry.format()) ? new RawTrack(in, entry).layout().bytesPerFrame() : 0;
  }

  /**
   * Decodes a track.
   *
   * @param movie the {@code moov} box
   * @param track one of such a kind
   */
  static void decode(ByteReader in, Box movie, Track track, PcmSink sink) {
    RawTrack raw = new RawTrack(in, track.entry());
    long rate = raw.fields.sampleRate();
    long count = SoundFrames.of(in, movie, track, rate, sink).count();
    Extents pieces = new Extents();
    Samples samples = track.samples(in, movie);
    for (long i = 0; i < count && samples.advance(); i++) {
      pieces.add(samples.start(), samples.size());
    }
    PcmSink trim = new PcmTrim(sink, EditList.spans(in, movie, track, rate));
    raw.decode(pieces.open(in), trim);
  }

  private void decode(ByteReader sound, PcmSink sink) {
    Optional<BlockDecoder> blocks = blockDecoder();
    if (blocks.isPresent()) {
      Blocks.decode(
          sound, sink, blocks.get(), fields.sampleRate(), fields.channels(), sound.length());
    } else if (PCM.contains(entry.format())) {
      PcmBlocks.decode(sound, sink, layout(), sound.length());
    } else {
      Mp3Decoder.decode(sound, sink);
    }
  }

  private Optional<BlockDecoder> blockDecoder() {
    return Optional.ofNullable(
        switch (entry.format()) {
          case "ima4" -> new AppleImaAdpcm(fields.channels());
          case "agsm" -> {
            if (fields.channels() != 1) {
              throw AudioException.malformed(
                  "The MP4 states " + fields.channels() + " channels of GSM, which has one",
                  entry.box().start());
            }
            yield new GsmDecoder(GsmDecoder.Packing.STANDARD);
          }
          default -> null;
        });
  }

  private PcmLayout layout() {
    ByteOrder order = order();
    PcmEncoding encoding =
        switch (entry.format()) {
          case "raw " -> fields.bits() == 16 ? PcmEncoding.SIGNED_16 : PcmEncoding.UNSIGNED_8;
          case "in24" -> PcmEncoding.SIGNED_24;
          case "in32" -> PcmEncoding.SIGNED_32;
          case "fl32" -> PcmEncoding.FLOAT_32;
          case "fl64" -> PcmEncoding.FLOAT_64;
          case "ulaw" -> PcmEncoding.MU_LAW;
          case "alaw" -> PcmEncoding.A_LAW;
          case "fpcm" -> floating();
          case "lpcm" -> (fields.flags() & FLOAT_FLAG) != 0 ? floating() : integer();
          default -> integer();
        };
    return new PcmLayout("MP4", encoding, order, fields.channels(), fields.sampleRate());
  }

  private ByteOrder order() {
    return switch (entry.format()) {
      case "sowt" -> LITTLE_ENDIAN;
      case "lpcm" -> (fields.flags() & BIG_ENDIAN_FLAG) != 0 ? BIG_ENDIAN : LITTLE_ENDIAN;
      case "ipcm", "fpcm" -> isLittleEndian("pcmC", 4) ? LITTLE_ENDIAN : BIG_ENDIAN;
      case "in24", "in32", "fl32", "fl64" -> {
        boolean isLittle =
            entry
                .child(in, "wave")
                .flatMap(wave -> wave.find(in, "enda"))
                .filter(box -> isLittleEndian(box, 1))
                .isPresent();
        yield isLittle ? LITTLE_ENDIAN : BIG_ENDIAN;
      }
      default -> BIG_ENDIAN;
    };
  }

  private boolean isLittleEndian(String type, int at) {
    return entry.child(in, type).filter(box -> isLittleEndian(box, at)).isPresent();
  }

  /** Whether the lowest bit of a box's byte says that the lowest byte comes first. */
  private boolean isLittleEndian(Box box, int at) {
    in.seek(box.body());
    in.skip(at, "an MP4 box");
    return (in.unsigned8() & LITTLE_ENDIAN_BOX) != 0;
  }

  private PcmEncoding integer() {
    return switch (fields.bits()) {
      case 8 -> PcmEncoding.SIGNED_8;
      case 24 -> PcmEncoding.SIGNED_24;
      case 32 -> PcmEncoding.SIGNED_32;
      default -> PcmEncoding.SIGNED_16;
    };
  }

  private PcmEncoding floating() {
    return fields.bits() == 64 ? PcmEncoding.FLOAT_64 : PcmEncoding.FLOAT_32;
  }
}
