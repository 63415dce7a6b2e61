// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.realtime;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import vn.nghe.audio.SampleSink;
import vn.nghe.audio.input.RawPcm;

/** How a client's sound is written: one channel, without a header. */
enum SoundFormat {
  /** Signed 16-bit samples, the lower byte first. */
  PCM("audio/pcm", "pcm16", 24_000, 2),
  /** G.711 μ-law, as North America's and Japan's telephones have it. */
  PCMU("audio/pcmu", "g711_ulaw", 8_000, 1),
  /** G.711 A-law, as all other telephones have it. */
  PCMA("audio/pcma", "g711_alaw", 8_000, 1);

  private final String type;
  private final String oldName;
  private final int rate;
  private final int bytesPerSample;

  SoundFormat(String type, String oldName, int rate, int bytesPerSample) {
    this.type = type;
    this.oldName = oldName;
    this.rate = rate;
    this.bytesPerSample = bytesPerSample;
  }

  static Optional<SoundFormat> ofType(String type) {
    return Arrays.stream(values()).filter(format -> format.type.equals(type)).findFirst();
  }

  static Optional<SoundFormat> ofOldName(String name) {
    return Arrays.stream(values()).filter(format -> format.oldName.equals(name)).findFirst();
  }

  /** All types, for an error message. */
  static String types() {
    return Arrays.stream(values()).map(SoundFormat::type).collect(Collectors.joining(", "));
  }

  /** All names of the older form, for an error message. */
  static String oldNames() {
    return Arrays.stream(values()).map(SoundFormat::oldName).collect(Collectors.joining(", "));
  }

  /** The media type. */
  String type() {
    return type;
  }

  /** The name in the older form of the protocol. */
  String oldName() {
    return oldName;
  }

  /** Samples per second. */
  int rate() {
    return rate;
  }

  /** Whether so many bytes are whole samples. */
  boolean isWhole(int bytes) {
    return bytes % bytesPerSample == 0;
  }

  /** How long sound of so many bytes lasts. */
  double seconds(long bytes) {
    return (double) bytes / (bytesPerSample * rate);
  }

  /** Decodes one sound of this format into {@code sink}. */
  RawPcm decoder(SampleSink sink) {
    return switch (this) {
      case PCM -> new RawPcm(rate, sink);
      case PCMU -> RawPcm.muLaw(rate, sink);
      case PCMA -> RawPcm.aLaw(rate, sink);
    };
  }
}
