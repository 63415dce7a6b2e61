// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.input;

import java.util.HexFormat;
import java.util.OptionalInt;
import vn.nghe.audio.AudioException;
import vn.nghe.audio.adts.AdtsDecoder;
import vn.nghe.audio.aiff.AiffDecoder;
import vn.nghe.audio.amr.AmrFileDecoder;
import vn.nghe.audio.au.AuDecoder;
import vn.nghe.audio.avi.AviDecoder;
import vn.nghe.audio.caf.CafDecoder;
import vn.nghe.audio.flac.FlacDecoder;
import vn.nghe.audio.flv.FlvDecoder;
import vn.nghe.audio.io.ByteReader;
import vn.nghe.audio.io.Tags;
import vn.nghe.audio.latm.LatmDecoder;
import vn.nghe.audio.matroska.MatroskaDecoder;
import vn.nghe.audio.mp3.Mp3Decoder;
import vn.nghe.audio.mp3.Mp3Header;
import vn.nghe.audio.mp4.Box;
import vn.nghe.audio.mp4.Mp4Decoder;
import vn.nghe.audio.ogg.OggDecoder;
import vn.nghe.audio.packet.Tracks;
import vn.nghe.audio.pcm.PcmSink;
import vn.nghe.audio.sphere.SphereDecoder;
import vn.nghe.audio.ts.TransportDecoder;
import vn.nghe.audio.wav.WavDecoder;
import vn.nghe.audio.wav.Wave64Decoder;

/** A format that can be decoded. */
enum Format {
  WAV(WavDecoder::decode),
  WAVE64(Wave64Decoder::decode),
  FLAC(FlacDecoder::decode),
  MP3(Mp3Decoder::decode),
  OGG(OggDecoder::decode),
  MATROSKA(MatroskaDecoder::decode),
  MP4(Mp4Decoder::decode),
  ADTS(AdtsDecoder::decode),
  AIFF(AiffDecoder::decode),
  AU(AuDecoder::decode),
  SPHERE(SphereDecoder::decode),
  AMR(AmrFileDecoder::decode),
  AVI(AviDecoder::decode),
  FLV(FlvDecoder::decode),
  MPEG_TS(TransportDecoder::decode),
  LATM(LatmDecoder::decode),
  CAF(CafDecoder::decode);

  private static final String ADVICE = "send WAV, FLAC, MP3, M4A, Ogg or WebM";
  private static final int SHOWN_BYTES = 8;

  /** How far from the start of a file its first bytes of sound may be. */
  private static final long LONGEST_LEAD = 16 << 20;

  /** Decodes a file that may have several tracks of sound. */
  @FunctionalInterface
  private interface Container {
    void decode(ByteReader in, PcmSink sink, OptionalInt track);
  }

  /** Decodes a file of one sound. */
  @FunctionalInterface
  private interface Single {
    void decode(ByteReader in, PcmSink sink);
  }

  @SuppressWarnings("ImmutableEnumChecker") // References to static methods hold nothing.
  private final Container decoder;

  Format(Container decoder) {
    this.decoder = decoder;
  }

  Format(Single decoder) {
    this(
        (in, sink, track) -> {
          if (track.orElse(1) != 1) {
            throw Tracks.missing(track.getAsInt(), 1);
          }
          decoder.decode(in, sink);
        });
  }

  /**
   * Decodes a whole file.
   *
   * @param in stands where {@link #of} left it
   * @param track which track of sound to decode, counted from 1; the decoder chooses if empty
   */
  void decode(ByteReader in, PcmSink sink, OptionalInt track) {
    decoder.decode(in, sink, track);
  }

  /**
   * Recognises the format by content.
   *
   * @param in stands at the start of the input; in the end, where the format's own bytes begin
   * @throws AudioException if it is none of these, with the name of what it is where that is known
   */
  static Format of(ByteReader in) {
    if (in.remaining() == 0) {
      throw new AudioException(AudioException.Reason.EMPTY, "The input has no bytes");
    }
    Tags.skipId3v2(in);
    if (in.remaining() == 0) {
      throw new AudioException(
          AudioException.Reason.EMPTY, "The input holds an ID3v2 tag and no sound after it");
    }
    boolean isRiff = in.finds("RIFF", 0) || in.finds("RIFX", 0);
    if ((isRiff || in.finds("RF64", 0) || in.finds("BW64", 0)) && in.finds("WAVE", 8)) {
      return WAV;
    }
    if (in.finds("riff.\u0091\u00CF\u0011", 0)) {
      return WAVE64;
    }
    if (in.finds("fLaC", 0)) {
      return FLAC;
    }
    if (in.finds("OggS", 0)) {
      return OGG;
    }
    if (in.finds("\u001AE\u00DF\u00A3", 0)) {
      return MATROSKA;
    }
    if (in.finds("FORM", 0) && (in.finds("AIFF", 8) || in.finds("AIFC", 8))) {
      return AIFF;
    }
    if (in.finds(".snd", 0)) {
      return AU;
    }
    if (in.finds("caff", 0)) {
      return CAF;
    }
    if (SphereDecoder.begins(in)) {
      return SPHERE;
    }
    if (AmrFileDecoder.begins(in)) {
      return AMR;
    }
    if (in.finds("RIFF", 0) && in.finds("AVI ", 8)) {
      return AVI;
    }
    if (in.finds("FLV\u0001", 0)) {
      return FLV;
    }
    if (LatmDecoder.begins(in)) {
      return LATM;
    }
    Signature.match(in).ifPresent(Format::refuse);
    if (Box.beginsFile(in)) {
      return MP4;
    }
    if (TransportDecoder.begins(in)) {
      return MPEG_TS;
    }
    if (AdtsDecoder.beginsNear(in)) {
      return ADTS;
    }
    if (Mp3Decoder.beginsNear(in)) {
      return MP3;
    }
    if (isNear(in, "OggS\u0000\u0002")) {
      return OGG;
    }
    if (isNear(in, "fLaC\u0000\u0000\u0000\"")) {
      return FLAC;
    }
    Signature.matchText(in).ifPresent(Format::refuse);
    if (Mp3Header.isFreeFormat(in)) {
      throw AudioException.unsupported("Free-format MP3 is not supported yet", ADVICE);
    }
    throw AudioException.unsupported(
        "This is not audio of a known format: it begins with the bytes " + firstBytes(in), ADVICE);
  }

  /** Whether a mark follows what nobody knows; the cursor stays. */
  private static boolean isNear(ByteReader in, String mark) {
    long cursor = in.position();
    long last = Math.min(in.length(), cursor + LONGEST_LEAD);
    boolean found = false;
    while (!found && in.position() < last) {
      found = in.finds(mark, 0);
      in.skip(1, "what lies before the sound");
    }
    in.seek(cursor);
    return found;
  }

  private static void refuse(Signature signature) {
    throw signature.isAudio()
        ? AudioException.unsupported(signature.name() + " is not supported yet", ADVICE)
        : AudioException.unsupported("This is not audio but " + signature.name(), ADVICE);
  }

  private static String firstBytes(ByteReader in) {
    byte[] bytes = new byte[(int) Math.min(SHOWN_BYTES, in.remaining())];
    in.read(bytes, bytes.length);
    return HexFormat.ofDelimiter(" ").formatHex(bytes);
  }
}
