// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.wav;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;

/** Writes WAV files chunk by chunk, also such as no sane program would. */
public final class WavBytes {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  /** Begins a file whose RIFF size is filled in at the end. */
  public static WavBytes riff() {
    return new WavBytes().text("RIFF").u32(0).text("WAVE");
  }

  /** A file of one second at most: PCM of 16 bits with one channel at 16 kHz. */
  public static WavBytes withFormat() {
    return riff().format(1, 1, 16_000, 2, 16);
  }

  /** A file of the 64-bit kind up to its first sample. */
  public static WavBytes rf64(String kind, long size) {
    return new WavBytes()
        .text(kind)
        .u32(0xFFFF_FFFFL)
        .text("WAVE")
        .text("ds64")
        .u32(28)
        .u64(size + 100)
        .u64(size)
        .u64(0)
        .u32(0)
        .format(1, 1, 16_000, 2, 16)
        .text("data")
        .u32(0xFFFF_FFFFL);
  }

  public WavBytes format(int codec, int channels, long rate, int bytesPerFrame, int bits) {
    return text("fmt ")
        .u32(16)
        .u16(codec)
        .u16(channels)
        .u32(rate)
        .u32(rate * bytesPerFrame)
        .u16(bytesPerFrame)
        .u16(bits);
  }

  public WavBytes extensible(int codec, int bytesPerFrame, int bits, int validBits, String tail) {
    return text("fmt ")
        .u32(40)
        .u16(0xFFFE)
        .u16(1)
        .u32(16_000)
        .u32(16_000L * bytesPerFrame)
        .u16(bytesPerFrame)
        .u16(bits)
        .u16(22)
        .u16(validBits)
        .u32(4)
        .u16(codec)
        .raw(HexFormat.of().parseHex(tail));
  }

  /** A chunk with its true size, padded to even length. */
  public WavBytes chunk(String name, byte[] content) {
    text(name).u32(content.length).raw(content);
    return content.length % 2 == 0 ? this : raw(new byte[1]);
  }

  public WavBytes text(String characters) {
    return raw(characters.getBytes(ISO_8859_1));
  }

  public WavBytes u16(int value) {
    return number(value, 2);
  }

  public WavBytes u32(long value) {
    return number(value, 4);
  }

  public WavBytes u64(long value) {
    return number(value, 8);
  }

  public WavBytes raw(byte[] content) {
    bytes.writeBytes(content);
    return this;
  }

  /** The file as it stands. */
  public byte[] unfinished() {
    return bytes.toByteArray();
  }

  /** The file with the size of the RIFF chunk filled in. */
  public byte[] finished() {
    byte[] file = bytes.toByteArray();
    ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putInt(4, file.length - 8);
    return file;
  }

  private WavBytes number(long value, int width) {
    for (int i = 0; i < width; i++) {
      bytes.write((int) (value >> (8 * i)));
    }
    return this;
  }
}
