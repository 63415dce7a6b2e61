// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.input;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static vn.nghe.audio.AudioException.Reason.EMPTY;
import static vn.nghe.audio.AudioException.Reason.UNSUPPORTED;
import static vn.nghe.audio.fixture.Faults.assertRefused;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.nghe.audio.fixture.Bytes;
import vn.nghe.audio.fixture.Fixtures;
import vn.nghe.audio.io.ByteReader;

final class FormatTest {
  @ParameterizedTest
  @CsvSource({
    "speech.wav, WAV",
    "speech-rf64.wav, WAV",
    "speech.flac, FLAC",
    "speech-48k.mp3, MP3",
    "speech-8000.mp3, MP3",
    "stereo-44k.mp2, MP3",
    "noise.mp1, MP3",
    "speech-silk.opus, OGG",
    "stereo-44k.ogg, OGG",
    "chromium.webm, MATROSKA",
    "laced.mka, MATROSKA",
    "speech.m4a, MP4",
    "speech-48k.mov, MP4",
    "speech-fragments.mp4, MP4",
    "speech.aac, ADTS",
    "stereo-44k.aac, ADTS",
    "speech.w64, WAVE64",
    "speech-rifx.wav, WAV",
    "speech.sph, SPHERE",
    "speech.amr, AMR",
    "speech.awb, AMR",
    "speech-pcm.avi, AVI",
    "stereo-44k-aac.flv, FLV",
    "stereo-44k-aac.ts, MPEG_TS",
    "stereo-44k.loas, LATM",
    "speech.aiff, AIFF",
    "speech-sowt.aiff, AIFF",
    "speech.au, AU",
    "speech.caf, CAF"
  })
  void realFilesAreRecognisedByContent(String file, Format format) {
    assertEquals(format, Format.of(ByteReader.of(Fixtures.bytes(file))));
  }

  /** First bytes as the formats' own definitions have them; the rest is of no account. */
  @ParameterizedTest
  @CsvSource({
    "'0&\u00b2u\u008ef\u00cf\u0011\u00a6\u00d9', Windows Media",
    "'wvpk\0\0\0\0', WavPack",
    "'MAC \u0096\u000f', Monkey's Audio",
    "'MPCK', Musepack",
    "'MP+\u0017', Musepack",
    "'tBaK', TAK",
    "'TTA1', True Audio",
    "'OFR ', OptimFROG",
    "'ajkg\2', Shorten",
    "'.ra\u00fd\0\4', RealAudio",
    "'.RMF\0\0', RealMedia",
    "'\u000bw\u00ab\u00cd', AC-3",
    "'\u007f\u00fe\u0080\1', DTS",
    "'Creative Voice File\u001a', Creative Voice",
    "'RIFF\0\0\1\0QLCMfmt ', QCELP",
    "'#!iLBC30\n', iLBC",
    "'FORM\0\0\1\08SVX', Amiga 8SVX",
    "'ADIF', AAC (ADIF)",
    "'\0\0\1\u00ba', An MPEG program stream"
  })
  void formatsWithSoundAreRefusedByNameWithAdvice(String start, String name) {
    byte[] file = Bytes.join(start.getBytes(ISO_8859_1), new byte[600]);
    assertRefused(
        UNSUPPORTED, file, name, "not supported yet", "send WAV, FLAC, MP3, M4A, Ogg or WebM");
  }

  @ParameterizedTest
  @CsvSource({
    "'MThd\0\0\0\6', a MIDI score",
    "'Extended Module: ', a tracker module",
    "'#EXTM3U\n', a playlist",
    "'WEBVTT\n\n', subtitles",
    "'\0\0\1\u00b3', video without sound",
    "'{\\rtf1', an RTF document",
    "'BZh91AY&SY', a bzip2 archive",
    "'\u00d0\u00cf\u0011\u00e0\u00a1\u00b1', an old Microsoft Office document",
    "'\u0089PNG\r\n\u001a\n', a PNG image",
    "'\u00ff\u00d8\u00ff\u00e0\0\20JFIF', a JPEG image",
    "'GIF89a', a GIF image",
    "'RIFF\0\0\1\0WEBPVP8 ', a WebP image",
    "'\0\0\0 ftypheic\0\0\0\0', a HEIF image",
    "'%PDF-1.7\n', a PDF document",
    "'PK\3\4\24\0', a ZIP archive",
    "'\u001f\u008b\10\0', a gzip archive",
    "'\177ELF\2\1\1', a program"
  })
  void whatIsNoAudioIsNamed(String start, String name) {
    byte[] file = Bytes.join(start.getBytes(ISO_8859_1), new byte[600]);
    assertRefused(UNSUPPORTED, file, "not audio but " + name);
  }

  @ParameterizedTest
  @CsvSource({
    "'<!DOCTYPE html><title>404</title>', an HTML page",
    "'\n <HTML><body>', an HTML page",
    "'<?xml version=\"1.0\"?>', an XML document",
    "'{\"error\": \"không tìm thấy\"}', a JSON document",
    "'Xin chào, đây không phải là âm thanh.', plain text",
    "'[Music] is what subtitles begin with.', plain text",
    "'ID3 is how this sentence begins.', plain text",
    "'RIFF is a container.', plain text"
  })
  void textIsNamedForWhatItIs(String text, String name) {
    assertRefused(UNSUPPORTED, text.getBytes(UTF_8), "not audio but " + name);
    byte[] longer = (text + " xyzßđ".repeat(500)).getBytes(UTF_8);
    assertRefused(UNSUPPORTED, longer, "not audio but " + name);
  }

  @Test
  void textInUtf16IsNamed() {
    byte[] text = "\uFEFFXin chào".getBytes(UTF_16LE);
    assertRefused(UNSUPPORTED, text, "not audio but UTF-16 text");
  }

  @Test
  void noBytesAreEmpty() {
    assertRefused(EMPTY, new byte[0], "no bytes");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 7, 100, 5_000, 100_000})
  void unknownBytesAreShownAndRefused(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    bytes[0] = 0x01;
    assertRefused(UNSUPPORTED, bytes, "not audio of a known format", "begins with the bytes 01");
  }
}
