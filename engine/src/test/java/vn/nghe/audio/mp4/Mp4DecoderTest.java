// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.mp4;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vn.nghe.audio.AudioException.Reason.EMPTY;
import static vn.nghe.audio.AudioException.Reason.MALFORMED;
import static vn.nghe.audio.AudioException.Reason.UNSUPPORTED;
import static vn.nghe.audio.fixture.Bytes.head;
import static vn.nghe.audio.fixture.Bytes.join;
import static vn.nghe.audio.fixture.Faults.assertRefused;
import static vn.nghe.audio.mp4.Mp4Bytes.box;
import static vn.nghe.audio.mp4.Mp4Bytes.edit;
import static vn.nghe.audio.mp4.Mp4Bytes.entry;
import static vn.nghe.audio.mp4.Mp4Bytes.esds;
import static vn.nghe.audio.mp4.Mp4Bytes.u32;
import static vn.nghe.audio.mp4.Mp4Bytes.u64;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.nghe.audio.AudioException;
import vn.nghe.audio.fixture.Bytes;
import vn.nghe.audio.fixture.Faults;
import vn.nghe.audio.fixture.Fixtures;
import vn.nghe.audio.input.AudioDecoder;
import vn.nghe.audio.input.Decoded;

public final class Mp4DecoderTest {
  private static final int FRAME = 1024;

  private static final byte[] BARE = Fixtures.bytes("speech.aac");
  private static final List<byte[]> FRAMES = Mp4Bytes.framesOf(BARE);
  private static final float[] SAMPLES = Decoded.of(BARE).samples();

  /**
   * The references are rounded to 16 bits, so half a step is theirs. What two decoders in single
   * precision differ by, some hundred roundings of 2⁻²⁴ at full scale, is a fraction of a step.
   */
  private static final float TOLERANCE = (0.5f + 0.1f) / 32_768;

  /**
   * The reference decoder leaves in what fills the last frame, and of fragments also what precedes
   * the sound; here the edit list counts everywhere.
   */
  @ParameterizedTest
  @CsvSource({
    "speech.m4a, 16000, 1, 0, 4000",
    "speech-8000.m4a, 8000, 1, 0, 2000",
    "speech-48k.mov, 48000, 1, 0, 12000",
    "speech-fragments.mp4, 16000, 1, 0, 5120",
    "speech-delayed-moov.mp4, 16000, 1, 1024, 4096",
    "speech-film.mp4, 16000, 1, 0, 4000",
    "stereo-44k.m4a, 44100, 2, 0, 11025",
    "stereo-44k-intensity.m4a, 44100, 2, 0, 11025"
  })
  void everyKindOfFileSoundsAsItsReferenceDecoderHasIt(
      String file, long sampleRate, int channels, int from, int frames) {
    Decoded sound = Decoded.of(file);
    assertEquals(sampleRate, sound.sampleRate());
    assertEquals(channels, sound.channels());
    float[] expected = Fixtures.pcm16(file + ".wav");
    assertArrayEquals(
        Arrays.copyOfRange(expected, from * channels, (from + frames) * channels),
        sound.samples(),
        TOLERANCE);
  }

  /** Decoders order loudspeakers differently, so it is the mean that has to agree. */
  @Test
  void allChannelsOfSurroundSoundAreDecoded() {
    Decoded sound = Decoded.of("surround-48k.m4a");
    assertEquals(6, sound.channels());
    float[] mean = new float[sound.samples().length / 6];
    for (int i = 0; i < sound.samples().length; i++) {
      mean[i / 6] += sound.samples()[i] / 6;
    }
    assertEquals(12_000, mean.length);
    float[] expected = Fixtures.pcm16("surround-48k.m4a.wav");
    assertArrayEquals(Arrays.copyOf(expected, mean.length), mean, TOLERANCE);
  }

  @Test
  void framesAreFoundThroughEveryKindOfTable() {
    int count = FRAMES.size();
    assertArrayEquals(SAMPLES, decode(new Mp4Bytes(FRAMES)));

    byte[] oneEach = box("stsc", u32(0), u32(1), u32(1), u32(1), u32(1));
    byte[] wide = box("co64", u32(0), u32(count), places(8, 0));
    assertArrayEquals(SAMPLES, decode(new Mp4Bytes(FRAMES).runs(oneEach).chunks(wide)));

    byte[] twoThenOneEach =
        box("stsc", u32(0), u32(2), u32(1), u32(2), u32(1), u32(2), u32(1), u32(1));
    byte[] chunks = box("stco", u32(0), u32(count - 1), u32(Mp4Bytes.FIRST_FRAME), places(4, 2));
    assertArrayEquals(SAMPLES, decode(new Mp4Bytes(FRAMES).runs(twoThenOneEach).chunks(chunks)));

    ByteBuffer sizes = ByteBuffer.allocate(2 * count);
    FRAMES.forEach(frame -> sizes.putShort((short) frame.length));
    byte[] compact = box("stz2", u32(0), u32(16), u32(count), sizes.array());
    assertArrayEquals(SAMPLES, decode(new Mp4Bytes(FRAMES).sizes(compact)));
  }

  @Test
  void anEditListSaysWhatIsHeard() {
    assertHeard(1024, 3024, decode(new Mp4Bytes(FRAMES).edits(edit(125, 1024))));
    assertHeard(500, SAMPLES.length, decode(new Mp4Bytes(FRAMES).edits(edit(0, 500))));
    float[] late = decode(new Mp4Bytes(FRAMES).edits(edit(1000, -1), edit(100, 1024)));
    assertArrayEquals(new float[16_000], Arrays.copyOf(late, 16_000));
    assertHeard(1024, 2624, Arrays.copyOfRange(late, 16_000, late.length));
    assertHeard(0, SAMPLES.length, decode(new Mp4Bytes(FRAMES).edits(edit(60_000, 0))));
    float[] twoParts =
        decode(new Mp4Bytes(FRAMES).edits(edit(10, 100), edit(20, 1000), edit(5, 1320)));
    assertEquals(160 + 320 + 80, twoParts.length);
    assertArrayEquals(Arrays.copyOfRange(SAMPLES, 100, 260), Arrays.copyOf(twoParts, 160));
    assertArrayEquals(
        Arrays.copyOfRange(SAMPLES, 1000, 1400), Arrays.copyOfRange(twoParts, 160, 560));
  }

  @Test
  void framesFarFromWhatIsHeardAreNotDecoded() {
    List<byte[]> frames = new ArrayList<>(FRAMES);
    for (int i = 0; i < FRAMES.size() - 2; i++) {
      frames.set(i, Bytes.filled(0xFF, 100));
    }
    int from = (FRAMES.size() - 1) * FRAME;
    float[] samples = decode(new Mp4Bytes(frames).edits(edit(10, from)));
    assertHeard(from, from + 160, samples);
  }

  @Test
  void anEditListThatPlaysSoundTwiceIsRefused() {
    byte[] file = new Mp4Bytes(FRAMES).edits(edit(50, 1024), edit(50, 100)).toByteArray();
    assertRefused(UNSUPPORTED, file, "edit list that plays sound twice");
  }

  @Test
  void anEditListOfThousandsIsRefused() {
    byte[][] edits = new byte[1001][];
    Arrays.setAll(edits, i -> edit(1, 2L * i * FRAME));
    byte[] file = new Mp4Bytes(FRAMES).edits(edits).toByteArray();
    assertRefused(UNSUPPORTED, file, "more than 1000 edits");
  }

  @Test
  void iTunesTagSaysWhatIsHeardWhereNoEditListDoes() {
    String numbers = " 00000000 00000400 00000060 0000000000000FA0 00000000 00000000";
    assertHeard(1024, 5024, decode(new Mp4Bytes(FRAMES).gapless(numbers)));
    assertHeard(1024, 2624, decode(new Mp4Bytes(FRAMES).gapless(numbers).edits(edit(100, 1024))));
    assertHeard(0, SAMPLES.length, decode(new Mp4Bytes(FRAMES).gapless("no numbers")));
  }

  @Test
  void ofHeAacTheCoreIsHeard() {
    byte[] entry = entry("mp4a", esds(0x40, "2c0a8800"));
    assertArrayEquals(SAMPLES, decode(new Mp4Bytes(FRAMES).entry(entry)));
  }

  @Test
  void damagedFramesAreSilentUnlessAllAre() {
    byte[] damage = Bytes.filled(0xFF, 100);
    List<byte[]> frames = new ArrayList<>(FRAMES);
    frames.set(2, damage);
    float[] samples = decode(new Mp4Bytes(frames));
    assertEquals(SAMPLES.length, samples.length);
    assertArrayEquals(Arrays.copyOf(SAMPLES, 2 * FRAME), Arrays.copyOf(samples, 2 * FRAME));
    assertArrayEquals(new float[FRAME], Arrays.copyOfRange(samples, 2 * FRAME, 3 * FRAME));
    assertArrayEquals(
        Arrays.copyOfRange(SAMPLES, 4 * FRAME, SAMPLES.length),
        Arrays.copyOfRange(samples, 4 * FRAME, SAMPLES.length));
    frames.set(0, damage);
    assertEquals(SAMPLES.length, decode(new Mp4Bytes(frames)).length);
    Collections.fill(frames, damage);
    byte[] allDamaged = new Mp4Bytes(frames).toByteArray();
    AudioException fault =
        assertThrows(AudioException.class, () -> AudioDecoder.decode(allDamaged, Faults.LIMIT));
    assertTrue(fault.getMessage().contains("5 of 5 are damaged"), fault.getMessage());
    assertTrue(fault.offset().orElseThrow() > Mp4Bytes.FIRST_FRAME);
  }

  @ParameterizedTest
  @CsvSource({
    "sawp, AMR-WB+",
    "ac-3, AC-3",
    "QDM2, QDesign music",
    "enca, encrypted",
    "drms, FairPlay",
    "abcd, 'abcd'"
  })
  void otherCodecsAreRefusedByNameWithAdvice(String format, String name) {
    byte[] file = new Mp4Bytes(FRAMES).entry(entry(format)).toByteArray();
    assertRefused(UNSUPPORTED, file, "MP4 with", name, "send AAC, Opus, MP3, WAV or FLAC");
  }

  @ParameterizedTest
  @CsvSource({
    "169, 1408, DTS",
    "102, 1408, AAC Main",
    "221, 1408, Vorbis",
    "64, 0c08, AAC Main",
    "64, f8f02000, AAC-ELD",
    "64, f9502000, xHE-AAC",
    "64, 140c, 960 samples"
  })
  void otherKindsOfMpegAudioAreRefusedByName(int objectType, String config, String name) {
    byte[] entry = entry("mp4a", esds(objectType, config));
    assertRefused(UNSUPPORTED, new Mp4Bytes(FRAMES).entry(entry).toByteArray(), name, "send");
  }

  /** An explicit rate of 24 bits may be any; that of the refusal is FFFFFF. */
  @Test
  void aSampleRateThatNothingPlaysIsRefusedAndNotTakenForDamage() {
    List<byte[]> frames = Mp4Bytes.framesOf(Fixtures.bytes("speech-96k.aac"));
    byte[] entry = entry("mp4a", esds(0x40, "17FFFFFF88"));
    assertRefused(UNSUPPORTED, new Mp4Bytes(frames).entry(entry).toByteArray(), "16777215 Hz");
  }

  @Test
  void aFilmWithoutSoundIsEmpty() {
    assertRefused(EMPTY, Fixtures.bytes("silent-film.mp4"), "no track of sound");
    assertRefused(EMPTY, new Mp4Bytes(List.of()).toByteArray(), "no frame");
  }

  @ParameterizedTest
  @ValueSource(strings = {"speech.m4a", "speech-fragments.mp4", "stereo-44k.m4a"})
  void aFileThatLostItsEndIsRefused(String file) {
    byte[] whole = Fixtures.bytes(file);
    assertRefused(MALFORMED, head(whole, whole.length * 3 / 4), "end is missing");
  }

  @Test
  void tablesThatLieAreRefused() {
    byte[] endless = box("stsc", u32(0), u32(1), u32(1), u32(0xFFFF_FFFFL), u32(1));
    byte[] constant = box("stsz", u32(0), u32(1), u32(0xFFFF_FFFFL));
    assertRefused(
        MALFORMED, new Mp4Bytes(FRAMES).sizes(constant).runs(endless).toByteArray(), "end");

    byte[] claims = box("stsz", u32(0), u32(0), u32(0x4000_0000L));
    assertRefused(MALFORMED, new Mp4Bytes(FRAMES).sizes(claims).toByteArray(), "entries");

    byte[] none = box("stsz", u32(0), u32(0), u32(100), new byte[400]);
    assertRefused(MALFORMED, new Mp4Bytes(FRAMES).sizes(none).toByteArray(), "100 frames");

    byte[] oneEach = box("stsc", u32(0), u32(1), u32(1), u32(1), u32(1));
    byte[] big = box("stsz", u32(0), u32(400), u32(1000));
    byte[] samePlace = box("stco", u32(0), u32(1000), repeat(u32(Mp4Bytes.FIRST_FRAME), 1000));
    assertRefused(
        MALFORMED,
        new Mp4Bytes(FRAMES).sizes(big).runs(oneEach).chunks(samePlace).toByteArray(),
        "the same bytes several times");

    byte[] everyPlace = box("stco", u32(0), u32(FRAMES.size()), places(4, 0));
    byte[] backwards = box("stsc", u32(0), u32(2), u32(1), u32(1), u32(1), u32(1), u32(1), u32(1));
    assertRefused(
        MALFORMED,
        new Mp4Bytes(FRAMES).runs(backwards).chunks(everyPlace).toByteArray(),
        "run of chunks");

    byte[] beyond = box("co64", u32(0), u32(1), u64(Long.MAX_VALUE - 5));
    assertRefused(MALFORMED, new Mp4Bytes(FRAMES).chunks(beyond).toByteArray(), "end is missing");
  }

  @Test
  void aBoxLargerThanItsParentIsRefusedWithItsPlace() {
    byte[] file = new Mp4Bytes(FRAMES).entry(box("mp4a", new byte[4])).toByteArray();
    assertRefused(MALFORMED, file, "no 'esds' inside");
    byte[] movie = join(box("ftyp", u32(0)), box("moov", u32(1 << 30), Mp4Bytes.text("trak")));
    AudioException fault = assertRefused(MALFORMED, movie, "'trak' goes past the end of 'moov'");
    assertEquals(20, fault.offset().orElseThrow());
  }

  private static void assertHeard(int from, int to, float[] samples) {
    assertArrayEquals(Arrays.copyOfRange(SAMPLES, from, to), samples);
  }

  private static float[] decode(Mp4Bytes file) {
    return Decoded.of(file.toByteArray()).samples();
  }

  /** Where frames begin, from the given one on. */
  private static byte[] places(int bytes, int from) {
    byte[] all = {};
    long place = Mp4Bytes.FIRST_FRAME;
    for (int i = 0; i < FRAMES.size(); i++) {
      if (i >= from) {
        all = join(all, bytes == 8 ? u64(place) : u32(place));
      }
      place += FRAMES.get(i).length;
    }
    return all;
  }

  private static byte[] repeat(byte[] bytes, int times) {
    byte[][] all = new byte[times][];
    Arrays.fill(all, bytes);
    return join(all);
  }
}
