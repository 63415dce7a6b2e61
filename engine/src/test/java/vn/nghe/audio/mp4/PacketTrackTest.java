// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.mp4;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static vn.nghe.audio.AudioException.Reason.MALFORMED;
import static vn.nghe.audio.AudioException.Reason.UNSUPPORTED;
import static vn.nghe.audio.fixture.Faults.assertRefused;
import static vn.nghe.audio.mp4.Mp4Bytes.box;
import static vn.nghe.audio.mp4.Mp4Bytes.edit;
import static vn.nghe.audio.mp4.Mp4Bytes.entry;

import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.nghe.audio.AudioException;
import vn.nghe.audio.fixture.Fixtures;
import vn.nghe.audio.input.Decoded;

final class PacketTrackTest {
  /** 20 ms at 48 kHz. */
  private static final int FRAME = 960;

  /** Mono CELT frames of 20 ms without any bits, which decode to silence (RFC 6716, 3.1). */
  private static final List<byte[]> FRAMES =
      List.of(new byte[] {(byte) 0xF8, 0}, new byte[] {(byte) 0xF8, 0});

  /** Mono, 312 samples to cut off, from 48 kHz, no gain. */
  private static final String HEADER = "00 01 0138 0000BB80 0000 00";

  @Test
  void flacIsDecodedToTheBit() {
    Decoded sound = Decoded.of("speech-flac.mp4");
    assertEquals(16_000, sound.sampleRate());
    assertArrayEquals(Fixtures.pcm16("speech.wav"), sound.samples());
  }

  @Test
  void theHeaderSaysWhatToCutOffWhereNoEditListDoes() {
    assertEquals(2 * FRAME - 312, length(opus(HEADER)));
    // Ticks of the track's clock are 3 samples, those of the movie's 48.
    assertEquals(2 * FRAME - 300, length(opus(HEADER).edits(edit(1000, 100))));
    assertEquals(10 * 48, length(opus(HEADER).edits(edit(10, 100))));
  }

  @ParameterizedTest
  @CsvSource({
    "01 01 0138 0000BB80 0000 00, UNSUPPORTED, version 1",
    "00 03 0138 0000BB80 0000 00, MALFORMED, 3 channels",
    "00 00 0138 0000BB80 0000 00, MALFORMED, 0 channels",
    "00 02 0138 0000BB80 0000 02, UNSUPPORTED, family 2",
    "00 02 0138 0000BB80 0000 01 01, MALFORMED, channel mapping",
    "00 02 0138 0000BB80 00, MALFORMED, header"
  })
  void damagedHeadersOfOpusAreRefused(String header, AudioException.Reason reason, String words) {
    assertRefused(reason, opus(header).toByteArray(), words);
  }

  @Test
  void headersThatAreMissingOrOverlongAreRefused() {
    assertRefused(
        MALFORMED, new Mp4Bytes(FRAMES).entry(entry("Opus")).toByteArray(), "no 'dOps' inside");
    assertRefused(
        MALFORMED, new Mp4Bytes(FRAMES).entry(entry("fLaC")).toByteArray(), "no 'dfLa' inside");
    assertRefused(
        MALFORMED,
        new Mp4Bytes(FRAMES).entry(entry("fLaC", box("dfLa", new byte[3]))).toByteArray(),
        "'dfLa' has 3 bytes");
    assertRefused(
        MALFORMED,
        new Mp4Bytes(FRAMES).entry(entry("Opus", box("dOps", new byte[1 << 17]))).toByteArray(),
        "'dOps' has 131072 bytes");
    assertRefused(
        UNSUPPORTED, new Mp4Bytes(FRAMES).entry(entry("dOps")).toByteArray(), "MP4 with 'dOps'");
  }

  private static Mp4Bytes opus(String header) {
    byte[] fields = HexFormat.of().parseHex(header.replace(" ", ""));
    return new Mp4Bytes(FRAMES).entry(entry("Opus", box("dOps", fields)));
  }

  private static int length(Mp4Bytes file) {
    return Decoded.of(file.toByteArray()).samples().length;
  }
}
