// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.matroska;

import vn.nghe.audio.AudioException;
import vn.nghe.audio.io.ByteReader;
import vn.nghe.audio.packet.PacketDecoder;
import vn.nghe.audio.packet.PacketSink;

/**
 * What a Matroska file says of one track (RFC 9559, section 5.1.4.1).
 *
 * @param number by which blocks name the track
 * @param type 1 for video, 2 for audio
 * @param codec name of the codec
 * @param setup what the codec has to know
 * @param delay nanoseconds to cut off the start, at least 0
 * @param audio what is said of the sound
 * @param encoding how its blocks are changed once more
 * @param isDefault whether it is to be played unless the user chooses otherwise
 * @param at where the track is described in the input
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares entries.
record TrackEntry(
    long number,
    long type,
    String codec,
    byte[] setup,
    long delay,
    Sound audio,
    ContentEncoding encoding,
    boolean isDefault,
    long at) {
  private static final int TRACK_NUMBER = 0xD7;
  private static final int TRACK_TYPE = 0x83;
  private static final int FLAG_ENABLED = 0xB9;
  private static final int FLAG_DEFAULT = 0x88;
  private static final int CODEC_ID = 0x86;
  private static final int CODEC_PRIVATE = 0x63A2;
  private static final int CODEC_DELAY = 0x56AA;
  private static final int CONTENT_ENCODINGS = 0x6D80;
  private static final int AUDIO_SETTINGS = 0xE1;
  private static final int SAMPLING_FREQUENCY = 0xB5;
  private static final int CHANNELS = 0x9F;
  private static final int BIT_DEPTH = 0x6264;

  private static final int AUDIO = 2;
  private static final int LONGEST_NAME = 64;

  /** No codec delays by more than a second. */
  private static final long LONGEST_DELAY = 1_000_000_000;

  /**
   * The sound of a track, as codecs without a header of their own need it.
   *
   * @param sampleRate samples per second and channel
   * @param channels how many are interleaved
   * @param bits of a sample, 0 where it is not said
   */
  record Sound(long sampleRate, long channels, long bits) {
    /** What holds where nothing is said. */
    private static final Sound DEFAULT = new Sound(8000, 1, 0);
  }

  /**
   * Reads the description of a track.
   *
   * @param entry the element that holds it
   */
  static TrackEntry read(ByteReader in, Ebml entry) {
    long number = 0;
    long type = 0;
    String codec = "";
    byte[] setup = {};
    long delay = 0;
    Sound audio = Sound.DEFAULT;
    ContentEncoding encoding = ContentEncoding.NONE;
    boolean isEnabled = true;
    boolean isDefault = true;
    in.seek(entry.start());
    while (in.position() < entry.end()) {
      Ebml child = Ebml.next(in, entry.end());
      switch (child.id()) {
        case TRACK_NUMBER -> number = child.unsigned(in);
        case TRACK_TYPE -> type = child.unsigned(in);
        case FLAG_ENABLED -> isEnabled = child.unsigned(in) == 1;
        case FLAG_DEFAULT -> isDefault = child.unsigned(in) == 1;
        case CODEC_ID -> codec = child.text(in, LONGEST_NAME);
        case CODEC_PRIVATE -> setup = child.data(in, PacketDecoder.MOST_BYTES);
        case CODEC_DELAY -> delay = Math.clamp(child.unsigned(in), 0, LONGEST_DELAY);
        case AUDIO_SETTINGS -> audio = readSound(in, child);
        case CONTENT_ENCODINGS -> encoding = ContentEncoding.read(in, child);
        default -> {}
      }
      child.skip(in);
    }
    return new TrackEntry(
        number, type, codec, setup, delay, audio, encoding, isEnabled && isDefault, entry.start());
  }

  private static Sound readSound(ByteReader in, Ebml settings) {
    long sampleRate = Sound.DEFAULT.sampleRate();
    long channels = Sound.DEFAULT.channels();
    long bits = 0;
    settings.requireKnownEnd();
    in.seek(settings.start());
    while (in.position() < settings.end()) {
      Ebml child = Ebml.next(in, settings.end());
      switch (child.id()) {
        case SAMPLING_FREQUENCY -> sampleRate = (long) child.floating(in);
        case CHANNELS -> channels = child.unsigned(in);
        case BIT_DEPTH -> bits = child.unsigned(in);
        default -> {}
      }
      child.skip(in);
    }
    return new Sound(sampleRate, channels, bits);
  }

  boolean isAudio() {
    return type == AUDIO;
  }

  boolean isSupported() {
    return encoding.isUndone() && TrackCodecs.knows(codec);
  }

  /** How well the track suits, 0 best: it can be decoded, and is the default one. */
  int rank() {
    return (isSupported() ? 0 : 2) + (isDefault ? 0 : 1);
  }

  /**
   * What decodes the track's packets.
   *
   * @param sink is told that a stream begins
   * @throws AudioException if the track is not supported
   */
  PacketDecoder decoder(PacketSink sink) {
    if (!isSupported()) {
      throw AudioException.unsupported(
          "Matroska with "
              + encoding.description()
              + TrackCodecs.name(codec)
              + " inside is not supported",
          "send Opus, Vorbis, AAC, MP3 or FLAC in it");
    }
    return TrackCodecs.open(this, sink);
  }

  /** Samples to cut off the start. */
  int delaySamples() {
    return (int) ((delay * audio.sampleRate() + 500_000_000) / 1_000_000_000);
  }
}
