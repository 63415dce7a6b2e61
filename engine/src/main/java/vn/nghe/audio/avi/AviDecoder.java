// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.avi;

import java.util.Locale;
import java.util.Optional;
import vn.nghe.audio.AudioException;
import vn.nghe.audio.AudioWarning;
import vn.nghe.audio.io.ByteReader;
import vn.nghe.audio.io.Extents;
import vn.nghe.audio.packet.ForgivingDecoder;
import vn.nghe.audio.packet.PacketDecoder;
import vn.nghe.audio.packet.PacketSink;
import vn.nghe.audio.pcm.PcmSink;
import vn.nghe.audio.wav.WavFormat;
import vn.nghe.audio.wav.WavSound;

/**
 * Decodes the first track of sound of an AVI file, of one RIFF or of several, as those of more than
 * a gigabyte have (OpenDML). Lists are walked into, so that all chunks pass by in one row.
 */
public final class AviDecoder {
  private static final int CHUNK_HEADER = 8;
  private static final int LIST_NAME = 4;

  private final ByteReader in;
  private final Extents sound = new Extents();
  private int streams;
  private boolean isSound;
  private String chunkOfSound = "";
  private Optional<WavFormat> format = Optional.empty();
  private Optional<PacketDecoder> packets = Optional.empty();

  private AviDecoder(ByteReader in) {
    this.in = in;
  }

  /**
   * Decodes a whole file.
   *
   * @param in stands at the first byte of a file that is known to be AVI
   */
  public static void decode(ByteReader in, PcmSink sink) {
    AviDecoder decoder = new AviDecoder(in);
    decoder.readChunks(sink);
    decoder.finish(sink);
  }

  private void readChunks(PcmSink sink) {
    while (in.remaining() >= CHUNK_HEADER) {
      String chunk = in.fourCharacters();
      long size = in.littleUnsigned32();
      long here = in.position();
      if ((chunk.equals("RIFF") || chunk.equals("LIST")) && in.remaining() >= LIST_NAME) {
        in.skip(LIST_NAME, "the name of an AVI list");
        continue;
      }
      long next = Math.min(in.length(), here + size + (size & 1));
      if (chunk.equals(chunkOfSound)) {
        takeSound(here, size, sink);
      } else if (chunk.equals("strh")) {
        isSound = in.finds("auds", 0);
        streams++;
      } else if (chunk.equals("strf") && isSound && format.isEmpty()) {
        format = Optional.of(WavFormat.read(in, size));
        chunkOfSound = String.format(Locale.ROOT, "%02dwb", streams - 1);
      }
      in.seek(next);
    }
  }

  private void takeSound(long start, long claimed, PcmSink sink) {
    long size = Math.min(claimed, in.length() - start);
    if (size < claimed) {
      sink.warn(
          AudioWarning.Kind.TRUNCATED,
          "An AVI chunk of sound claims "
              + claimed
              + " bytes, but "
              + size
              + " follow: the end is missing",
          start);
    }
    WavFormat codec = format.orElseThrow();
    if (!WavSound.needsPackets(codec)) {
      sound.add(start, size);
      return;
    }
    if (size == 0 || size < claimed || size > PacketDecoder.MOST_BYTES) {
      return;
    }
    if (packets.isEmpty()) {
      PacketSink joined = new PacketSink(sink);
      packets = Optional.of(new ForgivingDecoder(WavSound.packets(codec, joined), joined));
    }
    byte[] packet = new byte[(int) size];
    in.seek(start);
    in.read(packet, packet.length);
    PacketDecoder decoder = packets.get();
    decoder.decode(packet, packet.length, start, decoder.frames(packet, packet.length, start));
  }

  private void finish(PcmSink sink) {
    if (format.isEmpty()) {
      throw new AudioException(AudioException.Reason.EMPTY, "The AVI file has no track of sound");
    }
    if (packets.isPresent()) {
      return;
    }
    if (sound.size() == 0) {
      throw new AudioException(AudioException.Reason.EMPTY, "The AVI file has no sound");
    }
    ByteReader joined = sound.open(in);
    WavSound.decode(joined, sink, format.get(), joined.length());
  }
}
