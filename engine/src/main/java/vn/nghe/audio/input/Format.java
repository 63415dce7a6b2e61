// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.input;

import java.util.HexFormat;
import vn.nghe.audio.AudioException;
import vn.nghe.audio.adts.AdtsDecoder;
import vn.nghe.audio.adts.AdtsFrames;
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
import vn.nghe.audio.mp3.Mp3Frames;
import vn.nghe.audio.mp4.Box;
import vn.nghe.audio.mp4.Mp4Decoder;
import vn.nghe.audio.ogg.OggDecoder;
import vn.nghe.audio.pcm.PcmSink;
import vn.nghe.audio.sphere.SphereDecoder;
import vn.nghe.audio.ts.TransportDecoder;
import vn.nghe.audio.wav.WavDecoder;
import vn.nghe.audio.wav.Wave64Decoder;

/** A format that can be decoded. */
enum Format {
  WAV {
    @Override
    void decode(ByteReader in, PcmSink sink) {
      WavDecoder.decode(in, sink);
    }
  },
  WAVE64 {
    @Override
    void decode(ByteReader in, PcmSink sink) {
      Wave64Decoder.decode(in, sink);
    }
  },
  FLAC {
    @Override
    void decode(ByteReader in, PcmSink sink) {
      FlacDecoder.decode(in, sink);
    }
  },
  MP3 {
    @Override
    void decode(ByteReader in, PcmSink sink) {
      Mp3Decoder.decode(in, sink);
    }
  },
  OGG {
    @Override
    void decode(ByteReader in, PcmSink sink) {
      OggDecoder.decode(in, sink);
    }
  },
  MATROSKA {
    @Override
    void decode(ByteReader in, PcmSink sink) {
      MatroskaDecoder.decode(in, sink);
    }
  },
  MP4 {
    @Override
    void decode(ByteReader in, PcmSink sink) {
      Mp4Decoder.decode(in, sink);
    }
  },
  ADTS {
    @Override
    void decode(ByteReader in, PcmSink sink) {
      AdtsDecoder.decode(in, sink);
    }
  },
  AIFF {
    @Override
    void decode(ByteReader in, PcmSink sink) {
      AiffDecoder.decode(in, sink);
    }
  },
  AU {
    @Override
    void decode(ByteReader in, PcmSink sink) {
      AuDecoder.decode(in, sink);
    }
  },
  SPHERE {
    @Override
    void decode(ByteReader in, PcmSink sink) {
      SphereDecoder.decode(in, sink);
    }
  },
  AMR {
    @Override
    void decode(ByteReader in, PcmSink sink) {
      AmrFileDecoder.decode(in, sink);
    }
  },
  AVI {
    @Override
    void decode(ByteReader in, PcmSink sink) {
      AviDecoder.decode(in, sink);
    }
  },
  FLV {
    @Override
    void decode(ByteReader in, PcmSink sink) {
      FlvDecoder.decode(in, sink);
    }
  },
  MPEG_TS {
    @Override
    void decode(ByteReader in, PcmSink sink) {
      TransportDecoder.decode(in, sink);
    }
  },
  LATM {
    @Override
    void decode(ByteReader in, PcmSink sink) {
      LatmDecoder.decode(in, sink);
    }
  },
  CAF {
    @Override
    void decode(ByteReader in, PcmSink sink) {
      CafDecoder.decode(in, sink);
    }
  };

  private static final String ADVICE = "send WAV, FLAC, MP3, M4A, Ogg or WebM";
  private static final int SHOWN_BYTES = 8;

  /**
   * Decodes a whole file.
   *
   * @param in stands where {@link #of} left it
   */
  abstract void decode(ByteReader in, PcmSink sink);

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
    if (AdtsFrames.beginNear(in)) {
      return ADTS;
    }
    if (Mp3Frames.beginNear(in)) {
      return MP3;
    }
    if (Mp3Frames.isFreeFormat(in)) {
      throw AudioException.unsupported("Free-format MP3 is not supported yet", ADVICE);
    }
    throw AudioException.unsupported(
        "This is not audio of a known format: it begins with the bytes " + firstBytes(in), ADVICE);
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
