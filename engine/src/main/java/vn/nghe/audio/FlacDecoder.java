// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio;

/** Decodes FLAC (RFC 9639), to the bit, with the checks that each frame carries. */
final class FlacDecoder {
  private final ByteReader in;
  private final PcmSink sink;
  private final Crc crc8 = new Crc(8, 0x07);
  private final Crc crc16 = new Crc(16, 0x8005);
  private final BitReader bits;
  private long[][] channels = {};
  private float[] interleaved = {};

  private FlacDecoder(ByteReader in, PcmSink sink) {
    this.in = in;
    this.sink = sink;
    this.bits = new BitReader(in);
  }

  /**
   * Decodes a whole file.
   *
   * @param in stands at the marker {@code fLaC}
   */
  static void decode(ByteReader in, PcmSink sink) {
    new FlacDecoder(in, sink).decode();
  }

  private void decode() {
    in.skip(4, "the FLAC marker");
    FlacStreamInfo info = FlacStreamInfo.read(in);
    sink.start(info.sampleRate(), info.channels());
    channels = new long[info.channels()][0];
    long announced = info.totalSamples();
    if (announced > 0) {
      sink.expect(announced);
    }
    long decoded = 0;
    long end = announced == 0 ? Tags.soundEnd(in) : in.length();
    while (in.position() < end && (announced == 0 || decoded < announced)) {
      decoded += decodeFrame(info);
    }
    if (announced == 0) {
      return;
    }
    if (decoded < announced) {
      throw AudioException.malformed(
          "The FLAC frames hold "
              + decoded
              + " samples of "
              + announced
              + " that STREAMINFO announces: the end is missing",
          in.position());
    }
    // Other bytes at the end are somebody's tag; a frame is sound that would be lost.
    if (decoded > announced || FlacFrameHeader.begins(in)) {
      throw AudioException.malformed(
          "There are more FLAC frames than the " + announced + " samples that STREAMINFO announces",
          in.position());
    }
  }

  /** Decodes one frame and returns how many samples of each channel it held. */
  private int decodeFrame(FlacStreamInfo info) {
    long start = in.position();
    FlacFrameHeader header = FlacFrameHeader.read(in, info, crc8);
    int count = header.blockSize();
    makeRoom(count);
    for (int channel = 0; channel < channels.length; channel++) {
      int width = info.bitsPerSample() + header.stereo().extraBits(channel);
      new FlacSubframe(bits, start, channels[channel], count).decode(width);
    }
    bits.finish();
    long end = in.position();
    if (crc16.of(in, start, end) != in.bigUnsigned16()) {
      throw AudioException.malformed("The check of a FLAC frame fails", start);
    }
    header.stereo().restore(channels, count);
    interleave(count, info.bitsPerSample(), start);
    sink.accept(interleaved, count);
    return count;
  }

  private void makeRoom(int count) {
    if (channels[0].length < count) {
      channels = new long[channels.length][count];
      interleaved = new float[channels.length * count];
    }
  }

  private void interleave(int count, int bitsPerSample, long start) {
    float scale = 1f / (1L << (bitsPerSample - 1));
    long excess = 0;
    for (int channel = 0; channel < channels.length; channel++) {
      long[] samples = channels[channel];
      for (int i = 0; i < count; i++) {
        long sample = samples[i];
        // All bits from the sign's up are equal in a sample that fits its width.
        excess |= (sample ^ (sample >> 63)) >>> (bitsPerSample - 1);
        interleaved[i * channels.length + channel] = sample * scale;
      }
    }
    if (excess != 0) {
      throw AudioException.malformed(
          "A FLAC sample does not fit the " + bitsPerSample + " bits it is said to have", start);
    }
  }
}
