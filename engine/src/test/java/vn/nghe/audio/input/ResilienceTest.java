// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.input;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vn.nghe.audio.AudioException.Reason.MALFORMED;
import static vn.nghe.audio.AudioException.Reason.UNSUPPORTED;
import static vn.nghe.audio.fixture.Bytes.head;
import static vn.nghe.audio.fixture.Bytes.join;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.nghe.audio.Audio;
import vn.nghe.audio.AudioException;
import vn.nghe.audio.AudioOptions;
import vn.nghe.audio.AudioWarning;
import vn.nghe.audio.AudioWarning.Kind;
import vn.nghe.audio.fixture.Faults;
import vn.nghe.audio.fixture.Fixtures;
import vn.nghe.audio.fixture.Heard;

/** Recordings that are cut short, damaged or odd: what is there is heard, and the rest is said. */
final class ResilienceTest {
  private static final AudioOptions LENIENT = AudioOptions.upTo(Faults.LIMIT);

  /** Of each format what is there is heard, sample by sample, but for a part of a frame or page. */
  @ParameterizedTest
  @CsvSource({
    "speech.wav, 2",
    "speech-f64be.aiff, 8",
    "speech.au, 2",
    "speech.caf, 2",
    "stereo-44k.flac, 4608",
    "speech-32k-no-info.mp3, 1152",
    "speech-16000.mp3, 1152",
    "speech.aac, 2048",
    "stereo-44k.m4a, 2048",
    "speech-fragments.mp4, 2048",
    "speech-live.webm, 1920",
    "firefox.webm, 1920",
    "speech.w64, 2",
    "speech.sph, 2",
    "stereo-44k-aac.flv, 2048",
    "stereo-44k-mp3.flv, 1152",
    "stereo-44k-aac.mka, 2048",
    "stereo-44k-mp3.mka, 1152",
    "stereo-44k.loas, 2048",
    "speech.amr, 160",
    "speech.awb, 320"
  })
  void ofARecordingThatIsCutShortTheBeginningIsHeard(String fixture, int partOfFrame) {
    byte[] file = Fixtures.bytes(fixture);
    Decoded whole = Decoded.of(file);
    for (int percent : new int[] {60, 75, 90}) {
      // An odd length, since some formats have frames of an even one, and ends there are no cuts.
      byte[] cut = head(file, (file.length * percent / 100) | 1);
      float[] samples = Decoded.of(cut).samples();
      int same = mismatch(whole.samples(), samples);
      assertTrue(same >= samples.length - whole.channels(), percent + " %: " + same);
      // Headers, and that sizes of frames differ, make the share of bytes another than of sound.
      int least = whole.samples().length * (percent - 35) / 100 - partOfFrame * whole.channels();
      assertTrue(samples.length >= least, percent + " %: " + samples.length);
      Audio audio = AudioDecoder.decode(cut, LENIENT);
      AudioWarning warning = only(Kind.TRUNCATED, audio);
      assertEquals(audio.seconds(), warning.second());
      Faults.assertRefused(MALFORMED, cut);
    }
  }

  /** Its headers, which FFmpeg pads, are longer than the sound. */
  @ParameterizedTest
  @ValueSource(strings = {"speech-adpcm.avi", "stereo-44k-aac.avi", "stereo-44k-mp3.avi"})
  void ofAnAviThatIsCutShortTheBeginningIsHeard(String fixture) {
    byte[] file = Fixtures.bytes(fixture);
    float[] whole = Decoded.of(file).samples();
    byte[] cut = head(file, soundOfAvi(file) * 3 / 5 + file.length * 2 / 5);
    float[] samples = Decoded.of(cut).samples();
    assertTrue(samples.length > whole.length / 5, samples.length + " of " + whole.length);
    assertTrue(samples.length < whole.length);
    assertEquals(samples.length, mismatch(whole, samples));
    only(Kind.TRUNCATED, AudioDecoder.decode(cut, LENIENT));
    Faults.assertRefused(MALFORMED, cut, "the end is missing");
  }

  private static int soundOfAvi(byte[] file) {
    return new String(file, StandardCharsets.ISO_8859_1).indexOf("movi");
  }

  @Test
  void oneWrongBitInFlacCostsOneFrame() {
    byte[] file = Fixtures.bytes("stereo-44k.flac");
    Decoded whole = Decoded.of(file);
    byte[] damaged = file.clone();
    damaged[file.length / 2] ^= 4;
    float[] samples = Decoded.of(damaged).samples();
    assertEquals(whole.samples().length, samples.length);
    int from = mismatch(whole.samples(), samples);
    // FLAC's encoder makes frames of 4096 samples of this sound.
    int to = from / 8192 * 8192 + 8192;
    assertArrayEquals(
        new float[to - from / 8192 * 8192], Arrays.copyOfRange(samples, from / 8192 * 8192, to));
    assertArrayEquals(
        Arrays.copyOfRange(whole.samples(), to, samples.length),
        Arrays.copyOfRange(samples, to, samples.length));
    AudioWarning warning = only(Kind.DAMAGED, AudioDecoder.decode(damaged, LENIENT));
    assertEquals(4096 / 44_100.0, warning.lostSeconds(), 1e-9);
    Faults.assertRefused(MALFORMED, damaged, "check of a FLAC frame");
  }

  /** What is erased is silent, and all that comes later keeps its time. */
  @ParameterizedTest
  @CsvSource({
    "stereo-44k.ogg, 80, 100",
    "speech-48k.ogg, 90, 60",
    "stereo-44k.oga, 60, 512",
    "stereo-60ms.opus, 80, 60",
    "speech-silk.opus, 80, 40",
    "stereo-44k.aac, 60, 300",
    "speech-96k.aac, 60, 200",
    "speech-32k-no-info.mp3, 60, 100",
    "stereo-44k.loas, 60, 200",
    "stereo-44k-aac.flv, 60, 60",
    "stereo-44k-aac.mka, 60, 60",
    "speech.amr, 60, 100",
    "speech.awb, 60, 100"
  })
  void whereBytesAreErasedTheRestKeepsItsTime(String fixture, int percent, int erased) {
    byte[] file = Fixtures.bytes(fixture);
    float[] whole = Decoded.of(file).samples();
    byte[] damaged = file.clone();
    int from = file.length * percent / 100;
    Arrays.fill(damaged, from, from + erased, (byte) 0);
    float[] samples = Decoded.of(damaged).samples();
    assertEquals(whole.length, samples.length);
    // Codecs that predict take a while to come back to the same sound.
    long same =
        IntStream.range(0, whole.length).filter(i -> Math.abs(whole[i] - samples[i]) < 0.1).count();
    assertTrue(same > whole.length / 2, same + " of " + whole.length + " are alike");
    assertTrue(
        AudioDecoder.decode(damaged, LENIENT).warnings().stream()
            .anyMatch(warning -> warning.kind() == Kind.DAMAGED));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"speech-32k-no-info.mp3", "stereo-44k.aac", "speech.flac", "speech-silk.opus"})
  void junkBeforeAndAfterTheSoundIsPassedOver(String fixture) {
    byte[] file = Fixtures.bytes(fixture);
    float[] whole = Decoded.of(file).samples();
    byte[] noise = new byte[30_000];
    new Random(5).nextBytes(noise);
    for (byte[] junk :
        List.of(new byte[70_000], noise, apeTag(20_000), join(lyrics3(), id3v1()), id3v1())) {
      assertArrayEquals(whole, Decoded.of(join(junk, file)).samples());
      assertArrayEquals(whole, Decoded.of(join(file, junk)).samples());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"speech-32k-no-info.mp3", "stereo-44k.aac"})
  void tagsBetweenFramesAreNoFault(String fixture) {
    byte[] file = Fixtures.bytes(fixture);
    float[] twice = Decoded.of(join(file, file)).samples();
    for (byte[] tags : List.of(id3v1(), join(lyrics3(), id3v1()), apeTag(9_000), id3v2(50_000))) {
      byte[] joined = join(file, tags, file);
      assertArrayEquals(twice, Decoded.of(joined).samples());
      assertEquals(List.of(), AudioDecoder.decode(joined, Faults.STRICT).warnings());
    }
  }

  /** A tag that says it is shorter than it is leaves bytes that look like nothing. */
  @Test
  void aTagThatUnderstatesItsSizeIsPassedOver() {
    byte[] file = Fixtures.bytes("speech-32k-no-info.mp3");
    byte[] tag = id3v2(40_000);
    Arrays.fill(tag, 10, tag.length, (byte) 0x55);
    tag[7] = 0;
    assertArrayEquals(Decoded.of(file).samples(), Decoded.of(join(tag, file)).samples());
  }

  @ParameterizedTest
  @CsvSource({
    "speech-16000.mp3, stereo-44k-vbr.mp3",
    "speech-32k-no-info.mp3, speech-12000.mp3",
    "speech.flac, stereo-44k.flac",
    "speech.aac, stereo-44k.aac",
    "speech-48k.ogg, stereo-44k.ogg",
    "speech-silk.opus, stereo-44k.ogg"
  })
  void soundsOfDifferentFormatsMayFollowOneAnother(String first, String second) {
    Audio both =
        AudioDecoder.decode(join(Fixtures.bytes(first), Fixtures.bytes(second)), Faults.STRICT);
    Audio one = AudioDecoder.decode(Fixtures.bytes(first), Faults.STRICT);
    Audio other = AudioDecoder.decode(Fixtures.bytes(second), Faults.STRICT);
    // What encoders put before and after the sound is cut off at the ends of the file alone.
    assertEquals(one.seconds() + other.seconds(), both.seconds(), 0.15);
    only(Kind.FORMAT_CHANGED, both);
    float[] joined = Heard.of(both);
    float[] last = Heard.of(other);
    // Far from where the two meet.
    int count = last.length / 2;
    int lag = bestLag(joined, last, count);
    assertTrue(
        likeness(joined, lag, last, last.length - count, count) > 0.95, "not found, but at " + lag);
  }

  @ParameterizedTest
  @ValueSource(strings = {"speech-late.mp4", "speech-late-fragments.mp4", "speech-late.webm"})
  void soundThatStartsLateKeepsItsTime(String fixture) {
    Audio audio = AudioDecoder.decode(Fixtures.bytes(fixture), Faults.STRICT);
    float[] samples = Heard.of(audio);
    assertEquals(0.75, audio.seconds(), 0.01);
    assertTrue(power(samples, 1_600, 6_500) < 1e-6);
    // Within the 6.5 ms that an Opus encoder lags, which not every muxer counts.
    assertEquals(8_000 + 500, bestLag(samples, Fixtures.pcm16("speech.wav"), 3_500), 104);
    assertEquals(List.of(), audio.warnings());
  }

  @Test
  void aGapBetweenBlocksIsSilence() {
    Audio audio = AudioDecoder.decode(Fixtures.bytes("speech-gap.webm"), Faults.STRICT);
    float[] samples = Heard.of(audio);
    assertEquals(1, audio.seconds(), 0.01);
    assertTrue(power(samples, 4_500, 12_000) < 1e-5);
    float[] speech = Arrays.copyOfRange(samples, 9_000, samples.length);
    // The encoder cuts its frames across the gap, so the first of the speech lies before it.
    assertEquals(3_000 + 1_000, bestLag(speech, Fixtures.pcm16("speech.wav"), 3_000), 60);
  }

  @ParameterizedTest
  @ValueSource(strings = {"two-tracks.mp4", "silent-default.mka"})
  void ofTwoTracksTheOneThatSpeaksIsTakenUnlessAnotherIsNamed(String fixture) {
    byte[] file = Fixtures.bytes(fixture);
    Audio chosen = AudioDecoder.decode(file, Faults.STRICT);
    assertTrue(power(Heard.of(chosen), 0, 4_000) > 1e-3);
    assertTrue(only(Kind.TRACK_CHOSEN, chosen).message().contains("track 2 is taken"));
    Audio silent = AudioDecoder.decode(file, LENIENT.withTrack(1));
    assertTrue(power(Heard.of(silent), 0, 4_000) < 1e-9);
    assertArrayEquals(Heard.of(chosen), Heard.of(AudioDecoder.decode(file, LENIENT.withTrack(2))));
    assertMissing(file, 3, "there are 2 tracks");
  }

  @ParameterizedTest
  @ValueSource(strings = {"speech.wav", "speech-silk.opus", "speech.m4a", "stereo-44k.mka"})
  void aTrackThatIsNotThereIsRefused(String fixture) {
    byte[] file = Fixtures.bytes(fixture);
    assertTrue(AudioDecoder.decode(file, LENIENT.withTrack(1)).length() > 0);
    assertMissing(file, 2, "track 2");
    assertThrows(IllegalArgumentException.class, () -> LENIENT.withTrack(0));
  }

  @Test
  void oneChannelIsTakenWhereTwoCancelEachOther() {
    float[] speech = Fixtures.pcm16("speech.wav");
    Audio audio = AudioDecoder.decode(stereo(speech, -1), LENIENT);
    assertArrayEquals(speech, Heard.of(audio));
    assertEquals(0, only(Kind.OPPOSITE_PHASE, audio).second());
    Audio usual = AudioDecoder.decode(stereo(speech, 1), LENIENT);
    assertArrayEquals(speech, Heard.of(usual));
    assertEquals(List.of(), usual.warnings());
  }

  /** Two parties, each in a channel of its own, do not cancel. */
  @Test
  void channelsThatDifferAreStillMixed() {
    float[] speech = Fixtures.pcm16("speech.wav");
    Audio audio = AudioDecoder.decode(stereo(speech, 0), LENIENT);
    float[] half = speech.clone();
    for (int i = 0; i < half.length; i++) {
      half[i] /= 2;
    }
    assertArrayEquals(half, Heard.of(audio));
    assertEquals(List.of(), audio.warnings());
  }

  private static byte[] stereo(float[] left, int right) {
    ByteBuffer data = ByteBuffer.allocate(4 * left.length).order(ByteOrder.LITTLE_ENDIAN);
    for (float sample : left) {
      short value = (short) (sample * 32_768);
      data.putShort(value).putShort((short) (right * value));
    }
    ByteBuffer header = ByteBuffer.allocate(44).order(ByteOrder.LITTLE_ENDIAN);
    header.put(text("RIFF")).putInt(36 + data.capacity()).put(text("WAVEfmt ")).putInt(16);
    header.putShort((short) 1).putShort((short) 2).putInt(16_000).putInt(64_000);
    header.putShort((short) 4).putShort((short) 16).put(text("data")).putInt(data.capacity());
    return join(header.array(), data.array());
  }

  private static void assertMissing(byte[] file, int track, String words) {
    AudioException fault =
        assertThrows(
            AudioException.class, () -> AudioDecoder.decode(file, LENIENT.withTrack(track)));
    assertEquals(UNSUPPORTED, fault.reason());
    assertTrue(fault.getMessage().contains(words), fault.getMessage());
  }

  private static AudioWarning only(Kind kind, Audio audio) {
    assertEquals(List.of(kind), audio.warnings().stream().map(AudioWarning::kind).toList());
    return audio.warnings().getFirst();
  }

  private static int mismatch(float[] one, float[] other) {
    int at = Arrays.mismatch(one, other);
    return at < 0 ? one.length : at;
  }

  private static double power(float[] samples, int from, int to) {
    return IntStream.range(from, Math.min(to, samples.length))
        .mapToDouble(i -> samples[i] * samples[i])
        .average()
        .orElseThrow();
  }

  /** Where in a sound the last {@code count} samples of another are found. */
  private static int bestLag(float[] sound, float[] sought, int count) {
    int from = sought.length - count;
    return IntStream.rangeClosed(0, sound.length - count)
        .boxed()
        .max(Comparator.comparingDouble(at -> likeness(sound, at, sought, from, count)))
        .orElseThrow();
  }

  /** The correlation of two pieces of sound, 1 if they are the same but for their loudness. */
  private static double likeness(float[] one, int oneFrom, float[] two, int twoFrom, int count) {
    double product = 0;
    double powerOfOne = 1e-3;
    double powerOfTwo = 1e-3;
    for (int i = 0; i < count; i++) {
      float a = one[oneFrom + i];
      float b = two[twoFrom + i];
      product += a * b;
      powerOfOne += a * a;
      powerOfTwo += b * b;
    }
    return product / Math.sqrt(powerOfOne * powerOfTwo);
  }

  private static byte[] apeTag(int size) {
    ByteBuffer tag = ByteBuffer.allocate(32 + size).order(ByteOrder.LITTLE_ENDIAN);
    tag.put(text("APETAGEX")).putInt(2000).putInt(size).putInt(1).putInt(0xA000_0000);
    byte[] footer = tag.array().clone();
    footer[23] = (byte) 0x80;
    tag.position(size).put(footer, 0, 32);
    return tag.array();
  }

  private static byte[] lyrics3() {
    String lyrics = "IND0000200" + "LYR00010" + "la la la l";
    String size = String.format(Locale.ROOT, "%06d", 11 + lyrics.length());
    return text("LYRICSBEGIN" + lyrics + size + "LYRICS200");
  }

  private static byte[] id3v1() {
    return Arrays.copyOf(text("TAGa title"), 128);
  }

  private static byte[] id3v2(int size) {
    byte[] tag = new byte[10 + size];
    System.arraycopy(text("ID3"), 0, tag, 0, 3);
    tag[3] = 4;
    for (int i = 0; i < 4; i++) {
      tag[9 - i] = (byte) ((size >> (7 * i)) & 0x7F);
    }
    return tag;
  }

  private static byte[] text(String characters) {
    return characters.getBytes(StandardCharsets.ISO_8859_1);
  }
}
