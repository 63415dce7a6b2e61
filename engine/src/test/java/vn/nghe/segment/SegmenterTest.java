// SPDX-License-Identifier: Apache-2.0
package vn.nghe.segment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.nghe.TestFiles;
import vn.nghe.audio.Audio;
import vn.nghe.audio.input.AudioDecoder;
import vn.nghe.features.Frames;

class SegmenterTest {
  private static final int SECOND = Audio.SAMPLE_RATE;
  private static final CutRules LIVE =
      CutRules.live(Duration.ofMillis(800), Duration.ofSeconds(12));

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 320, 4096, 1_000_000})
  void blocksDoNotMoveTheCuts(int block) {
    float[] sound = clipsWithPauses(SECOND / 2);
    List<Segment> whole = segments(sound, sound.length);
    List<Segment> inBlocks = segments(sound, block);
    assertEquals(whole.size(), inBlocks.size());
    for (int i = 0; i < whole.size(); i++) {
      assertEquals(whole.get(i).firstSample(), inBlocks.get(i).firstSample());
      assertArrayEquals(samples(whole.get(i)), samples(inBlocks.get(i)));
    }
  }

  @Test
  void clipsAreASegmentEachWhereThePauseIsLong() {
    assertClips(segments(clipsWithPauses(8 * SECOND), 4096));
    assertClips(segments(clipsWithPauses(SECOND), 4096, LIVE));
  }

  /** Breaths and clicks between the clips may be segments, too: they might be a quiet speaker. */
  private static void assertClips(List<Segment> segments) {
    assertEquals(
        TestFiles.CLIPS.size(), segments.stream().filter(SegmenterTest::hasLoudSpeech).count());
    for (Segment segment : segments) {
      assertTrue(!segment.continues());
    }
  }

  /** Whether a sample reaches 0.1: each clip does, and nothing between their words. */
  private static boolean hasLoudSpeech(Segment segment) {
    for (float sample : samples(segment)) {
      if (Math.abs(sample) > 0.1f) {
        return true;
      }
    }
    return false;
  }

  @Test
  void aSegmentIsTheSoundOfItsPlace() {
    float[] sound = clipsWithPauses(0);
    for (Segment segment : segments(sound, 4096)) {
      int from = (int) segment.firstSample();
      float[] there = Arrays.copyOfRange(sound, from, from + segment.sound().length());
      assertArrayEquals(there, samples(segment));
    }
  }

  @Test
  void soundWithoutPauseIsCutWithOverlapAndNothingIsLost() {
    float[] noise = noise(60 * SECOND, 0.1f);
    long covered = 0;
    long lastSeam = 0;
    List<Segment> segments = segments(noise, 4096);
    for (Segment segment : segments.subList(1, segments.size())) {
      assertTrue(segment.continues());
      assertTrue(segment.firstSample() < segment.seam() && segment.seam() > lastSeam);
      lastSeam = segment.seam();
    }
    for (int i = 1; i < segments.size(); i++) {
      long before = segments.get(i).seam() - segments.get(i - 1).firstSample();
      assertTrue(
          before >= (long) CutRules.RECORDING.shortest() * Frames.SAMPLES, "too short for a cut");
    }
    for (Segment segment : segments) {
      assertTrue(segment.sound().length() <= CutRules.RECORDING.mostSamples());
      assertTrue(segment.firstSample() <= covered);
      covered = segment.firstSample() + segment.sound().length();
    }
    assertEquals(noise.length, covered);
  }

  @Test
  void digitalSilenceHasNoSegments() {
    assertEquals(List.of(), segments(new float[600 * SECOND], 4096));
  }

  @Test
  void aCoughIsHeardWithTheWordsAfterIt() {
    float[] sound = coughAndClip(SECOND);
    List<Segment> segments = segments(sound, 4096);
    assertEquals(1, segments.size());
    assertEquals(0, segments.getFirst().firstSample());
    assertEquals(2, segments(sound, 4096, LIVE).size(), "who speaks live does not wait for more");
  }

  @Test
  void aCoughLongBeforeTheWordsIsASegmentOfItsOwn() {
    List<Segment> segments = segments(coughAndClip(9 * SECOND), 4096);
    assertEquals(2, segments.size());
    assertTrue(segments.getFirst().sound().length() < 2 * SECOND, "of the pause it keeps a second");
  }

  @Test
  void aQuietClipIsCutAsALoudOne() {
    float[] sound = clipsWithPauses(SECOND);
    float[] quiet = new float[sound.length];
    for (int i = 0; i < sound.length; i++) {
      quiet[i] = sound[i] / 32;
    }
    List<Segment> loudOnes = segments(sound, 4096);
    List<Segment> quietOnes = segments(quiet, 4096);
    assertEquals(loudOnes.size(), quietOnes.size());
  }

  @ParameterizedTest
  @ValueSource(ints = {-20, -25, -30})
  void aQuietSpeakerAfterALoudOneIsASegmentOfItsOwnLive(int decibels) {
    float[] loud = clip(0, 1);
    float[] quiet = clip(1, (float) Math.pow(10, decibels / 20.0));
    float[] sound = withNoise(join(loud, new float[SECOND / 2], quiet, new float[3 * SECOND]));
    long begin = (long) loud.length + SECOND / 2;
    List<Segment> segments = segments(sound, 4096, LIVE);
    assertTrue(segments.get(0).firstSample() + segments.get(0).sound().length() <= begin + SECOND);
    Segment second = segments.get(1);
    assertTrue(second.firstSample() < begin + SECOND, second.firstSample() + " after " + begin);
    assertTrue(second.firstSample() + second.sound().length() > begin + quiet.length - SECOND);
  }

  @Test
  void aBreathNeitherDelaysALiveTextNorIsASegment() {
    float[] words = clip(0, 1);
    float[] breath = noise(SECOND / 2, 0.004f);
    float[] sound = withNoise(join(words, breath, new float[3 * SECOND]));
    List<Segment> segments = new ArrayList<>();
    Segmenter segmenter = new Segmenter(LIVE, segments::add);
    int needed = 0;
    for (int at = 0; segments.isEmpty(); at += Frames.SAMPLES) {
      segmenter.accept(Arrays.copyOfRange(sound, at, at + Frames.SAMPLES), Frames.SAMPLES);
      needed = at;
    }
    // The pause, the look-ahead, and what the level is averaged over.
    assertTrue(needed < words.length + (40 + 10 + 4) * Frames.SAMPLES, needed + " samples");
    assertEquals(1, segments(sound, 4096, LIVE).size());
  }

  private static float[] clip(int number, float scale) {
    Audio clip =
        AudioDecoder.decode(TestFiles.clip(TestFiles.CLIPS.get(number)), Duration.ofMinutes(1));
    float[] samples = new float[clip.length()];
    clip.copyTo(0, samples, 0, samples.length);
    for (int i = 0; i < samples.length; i++) {
      samples[i] *= scale;
    }
    return samples;
  }

  private static float[] join(float[]... parts) {
    float[] joined = new float[Arrays.stream(parts).mapToInt(part -> part.length).sum()];
    int at = 0;
    for (float[] part : parts) {
      System.arraycopy(part, 0, joined, at, part.length);
      at += part.length;
    }
    return joined;
  }

  /** Adds what a quiet line has, -66 dB of full scale. */
  private static float[] withNoise(float[] sound) {
    float[] noise = noise(sound.length, 0.0005f);
    for (int i = 0; i < sound.length; i++) {
      noise[i] += sound[i];
    }
    return noise;
  }

  private static float[] clipsWithPauses(int pause) {
    float[] sound = new float[60 * SECOND];
    int at = 0;
    for (String name : TestFiles.CLIPS) {
      Audio clip = AudioDecoder.decode(TestFiles.clip(name), Duration.ofMinutes(1));
      clip.copyTo(0, sound, at, clip.length());
      at += clip.length() + pause;
    }
    return Arrays.copyOf(sound, at);
  }

  /** 0.2 s of noise, silence and a clip. */
  private static float[] coughAndClip(int silence) {
    Audio clip =
        AudioDecoder.decode(TestFiles.clip(TestFiles.CLIPS.getFirst()), Duration.ofMinutes(1));
    float[] cough = noise(SECOND / 5, 0.1f);
    float[] sound = Arrays.copyOf(cough, cough.length + silence + clip.length());
    clip.copyTo(0, sound, cough.length + silence, clip.length());
    return sound;
  }

  private static float[] noise(int count, float scale) {
    Random random = new Random(1);
    float[] noise = new float[count];
    for (int i = 0; i < count; i++) {
      noise[i] = (float) random.nextGaussian() * scale;
    }
    return noise;
  }

  private static List<Segment> segments(float[] sound, int block) {
    return segments(sound, block, CutRules.RECORDING);
  }

  private static List<Segment> segments(float[] sound, int block, CutRules cutting) {
    List<Segment> segments = new ArrayList<>();
    Segmenter segmenter = new Segmenter(cutting, segments::add);
    for (int at = 0; at < sound.length; at += block) {
      int count = Math.min(block, sound.length - at);
      segmenter.accept(Arrays.copyOfRange(sound, at, at + count), count);
    }
    segmenter.finish();
    return segments;
  }

  private static float[] samples(Segment segment) {
    float[] samples = new float[segment.sound().length()];
    segment.sound().copyTo(0, samples, 0, samples.length);
    return samples;
  }
}
