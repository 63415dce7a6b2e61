// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.nghe.audio.Audio;
import vn.nghe.audio.AudioException;
import vn.nghe.audio.AudioWarning;
import vn.nghe.audio.fixture.Bytes;
import vn.nghe.audio.fixture.Faults;
import vn.nghe.audio.fixture.Fixtures;
import vn.nghe.audio.fixture.Heard;
import vn.nghe.audio.flac.FlacBytes;
import vn.nghe.audio.io.ByteReader;
import vn.nghe.audio.matroska.MatroskaBytes;
import vn.nghe.audio.ogg.OggBytes;
import vn.nghe.audio.pcm.PcmSink;
import vn.nghe.audio.pcm.SoundStream;
import vn.nghe.audio.wav.WavBytes;

/** Whatever the bytes are, a decoder ends, with sound or with an {@link AudioException}. */
final class HostileInputTest {
  /** Enough for blocks of any codec, and what a decoder needs to stand on. */
  private static final long MOST_ALLOCATED = 8 << 20;

  /** One in so many inputs goes all the way, to samples at 16 kHz. */
  private static final int RESAMPLED = 16;

  /** In bytes. What follows is frames, of which each begins and ends as the ones before. */
  private static final int HEADERS = 1_000;

  /** Odd, so that within some frames a cut falls on every byte of a frame. */
  private static final int STEP = 7;

  private final PrintStream out = System.out;
  private final PrintStream err = System.err;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  @BeforeEach
  void listen() {
    PrintStream listener = new PrintStream(printed, true, StandardCharsets.UTF_8);
    System.setOut(listener);
    System.setErr(listener);
  }

  @AfterEach
  void nothingIsPrinted() {
    System.setOut(out);
    System.setErr(err);
    assertEquals("", printed.toString(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "speech.wav",
        "speech-rf64.wav",
        "speech-f32le.wav",
        "speech.flac",
        "speech-16000.mp3",
        "speech-32k-no-info.mp3",
        "noise.mp1",
        "speech-silk.opus",
        "speech-16k.ogg",
        "chromium-stereo.webm",
        "firefox-stereo.webm",
        "speech.m4a",
        "speech-fragments.mp4",
        "speech.aac",
        "speech-sowt.aiff",
        "speech.au",
        "speech-gsm.wav",
        "speech-adpcm.wav",
        "speech-g722.wav",
        "speech-g726-24.wav",
        "speech-alac.caf",
        "speech.amr",
        "speech-adpcm.avi",
        "stereo-44k.loas",
        "speech.caf"
      })
  void aPrefixIsSoundOrRefused(String fixture) {
    byte[] file = Fixtures.bytes(fixture);
    for (int length = 0; length < file.length; length += length < HEADERS ? 1 : STEP) {
      attempt(Bytes.head(file, length));
    }
  }

  /** AMR has no headers but those of frames, and costs most to decode. */
  @ParameterizedTest
  @CsvSource({
    "speech.wav, 1400",
    "speech-rf64.wav, 1400",
    "speech-f32le.wav, 1400",
    "speech.flac, 1400",
    "speech-16000.mp3, 1400",
    "speech-hybrid.opus, 1400",
    "speech-16k.ogg, 1400",
    "chromium-stereo.webm, 1400",
    "speech-sized.webm, 1400",
    "speech.m4a, 1400",
    "speech-fragments.mp4, 1400",
    "speech.aac, 1400",
    "speech-sowt.aiff, 1400",
    "speech.au, 1400",
    "speech-adpcm.wav, 1400",
    "speech-g726-24.au, 1400",
    "speech-alac.caf, 1400",
    "speech.amr, 200",
    "speech.caf, 1400"
  })
  void everyByteOfTheHeadersMayHaveEveryValue(String fixture, int length) {
    byte[] file = Bytes.head(Fixtures.bytes(fixture), length);
    for (int at = 0; at < 120; at++) {
      byte original = file[at];
      for (int value = 0; value < 256; value += at < 48 ? 1 : 5) {
        file[at] = (byte) value;
        attempt(file);
      }
      file[at] = original;
    }
  }

  @ParameterizedTest
  @CsvSource({
    "speech.wav, 4000",
    "speech-rf64.wav, 4000",
    "speech-f32le.wav, 4000",
    "speech.flac, 4000",
    "speech-16000.mp3, 2000",
    "speech-32k-no-info.mp3, 1000",
    "stereo-44k-crc.mp3, 300",
    "stereo-44k.mp2, 500",
    "noise.mp1, 1000",
    "speech-silk.opus, 1000",
    "speech-16k.ogg, 1000",
    "stereo-44k.oga, 300",
    "chromium-stereo.webm, 1000",
    "firefox-film.webm, 1000",
    "speech-sized.webm, 1000",
    "stereo-44k.webm, 1000",
    "laced.mka, 1000",
    "stereo-44k.mka, 300",
    "speech.m4a, 3000",
    "speech-48k.mov, 1000",
    "speech-fragments.mp4, 3000",
    "speech.aac, 3000",
    "stereo-44k-intensity.m4a, 1000",
    "surround-48k.m4a, 500",
    "speech-sowt.aiff, 3000",
    "speech-f32be.aiff, 1000",
    "speech.au, 3000",
    "speech-gsm.wav, 300",
    "speech-adpcm.wav, 300",
    "stereo-44k-ima.wav, 100",
    "stereo-44k-ima.mov, 100",
    "speech-g722.wav, 300",
    "speech-g726-24.wav, 300",
    "speech-alac.m4a, 1000",
    "stereo-44k-alac24.m4a, 100",
    "surround-48k-alac.m4a, 100",
    "speech-alac.caf, 500",
    "speech.sph, 200",
    "speech.amr, 300",
    "speech.awb, 100",
    "speech-amr.3gp, 200",
    "stereo-44k-aac.mka, 200",
    "stereo-44k-mp3.mka, 200",
    "speech-pcm_s24le.mka, 200",
    "speech-adpcm.mka, 300",
    "speech-pcm_s24be.mov, 300",
    "stereo-44k-aac.flv, 200",
    "stereo-44k-mp3.flv, 200",
    "speech-adpcm.avi, 300",
    "stereo-44k-aac.avi, 200",
    "stereo-44k-aac.ts, 200",
    "stereo-44k-latm.ts, 200",
    "stereo-44k-mp3.ts, 200",
    "stereo-44k.loas, 200",
    "speech.caf, 3000"
  })
  void randomDamageIsSoundOrRefused(String fixture, int mutations) {
    byte[] file = Fixtures.bytes(fixture);
    Random random = new Random(fixture.hashCode());
    for (int i = 0; i < mutations; i++) {
      attempt(mutate(file, random));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"speech.m4a", "speech-delayed-moov.mp4"})
  void everyByteOfAnMp4MayHaveTheValuesThatLieMost(String fixture) {
    byte[] file = Fixtures.bytes(fixture);
    for (int at = 0; at < file.length; at++) {
      byte original = file[at];
      for (int value : new int[] {0, 0x7F, 0xFF}) {
        file[at] = (byte) value;
        attempt(file);
      }
      file[at] = original;
    }
  }

  /** FLAC's checks keep most damage from the decoder proper, so here they are made right. */
  @Test
  void damagedFlacWithRightChecksIsSoundOrRefused() {
    Random random = new Random(11);
    for (int i = 0; i < 4_000; i++) {
      int bits = 4 + random.nextInt(29);
      int blockSize = 1 + random.nextInt(600);
      byte[] noise = new byte[random.nextInt(200)];
      random.nextBytes(noise);
      int type = random.nextInt(64);
      byte[] file =
          new FlacBytes(1, bits, 0)
              .frame(
                  0,
                  blockSize,
                  out -> {
                    out.bits(type << 1, 8);
                    for (byte value : noise) {
                      out.bits(value, 8);
                    }
                  })
              .toByteArray();
      attempt(file);
    }
  }

  /** Ogg's checks keep all damage from what is inside, so here they are made right. */
  @ParameterizedTest
  @CsvSource({
    "speech-silk.opus, 700",
    "speech-hybrid.opus, 700",
    "speech-celt.opus, 700",
    "stereo-60ms.opus, 700",
    "surround.opus, 300",
    "speech-16k.ogg, 2000",
    "stereo-44k.ogg, 700",
    "stereo-44k.oga, 500",
    "film.ogv, 500"
  })
  void damagedOggWithRightChecksIsSoundOrRefused(String fixture, int mutations) {
    List<byte[]> pages = OggBytes.pages(Fixtures.bytes(fixture));
    Random random = new Random(fixture.hashCode());
    for (int i = 0; i < mutations; i++) {
      List<byte[]> damaged = new ArrayList<>(pages);
      int at = random.nextInt(Math.min(pages.size(), 4));
      damaged.set(at, OggBytes.sealed(mutate(pages.get(at), random)));
      attempt(OggBytes.join(damaged));
    }
  }

  @Test
  void sizesThatLieAllocateNothing() {
    byte[] kilobyte = new byte[1000];
    byte[][] bombs = {
      WavBytes.withFormat().text("data").u32(36_000L * 32_000).raw(kilobyte).unfinished(),
      WavBytes.withFormat().text("data").u32(0xFFFF_FFFFL).raw(kilobyte).unfinished(),
      WavBytes.riff().text("LIST").u32(0xFFFF_FFF0L).raw(kilobyte).unfinished(),
      WavBytes.riff().text("fmt ").u32(0x7FFF_FFFFL).raw(kilobyte).unfinished(),
      WavBytes.rf64("RF64", Long.MIN_VALUE).raw(kilobyte).unfinished(),
      new FlacBytes(8, 32, (1L << 36) - 1).raw(kilobyte).toByteArray(),
      Bytes.join("fLaC".getBytes(StandardCharsets.US_ASCII), Bytes.filled(0x7F, 1000)),
      HexFormat.of().parseHex("4944330400007f7f7f7f"),
      Bytes.join("OggS".getBytes(StandardCharsets.US_ASCII), Bytes.filled(0xFF, 1000)),
      Bytes.join(MatroskaBytes.header("webm"), HexFormat.of().parseHex("1654AE6B01FFFFFFFFFFFFFE")),
      Bytes.join(
          MatroskaBytes.header("webm"),
          MatroskaBytes.element(
              0x1654AE6B, HexFormat.of().parseHex("AE8863A21FFFFFFE0000"), kilobyte)),
    };
    for (byte[] bomb : bombs) {
      attempt(bomb);
    }
  }

  private static byte[] mutate(byte[] file, Random random) {
    byte[] mutant = file.clone();
    for (int edits = 1 + random.nextInt(8); edits > 0; edits--) {
      int most = random.nextBoolean() ? Math.min(64, mutant.length) : mutant.length;
      int at = random.nextInt(most);
      int length = Math.min(1 + random.nextInt(16), mutant.length - at);
      switch (random.nextInt(5)) {
        case 0 -> mutant[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> mutant[at] = (byte) random.nextInt();
        case 2 -> Arrays.fill(mutant, at, at + length, (byte) (random.nextBoolean() ? 0 : 0xFF));
        case 3 -> System.arraycopy(file, random.nextInt(file.length - length), mutant, at, length);
        default -> {
          byte[] rest = Bytes.tail(mutant, at + length);
          mutant = Bytes.join(Bytes.head(mutant, at), rest, Bytes.head(file, 64));
        }
      }
    }
    return mutant;
  }

  private static void attempt(byte[] file) {
    Listener listener = new Listener();
    long first = allocated(file, listener);
    // The first time includes the tables of the codec.
    long allocated = first < MOST_ALLOCATED ? first : allocated(file, new Listener());
    assertTrue(
        allocated < MOST_ALLOCATED,
        () -> allocated + " bytes allocated for: " + HexFormat.of().formatHex(file));
    assertTrue(listener.isFinite, () -> "No number from: " + HexFormat.of().formatHex(file));
    // What the decoder puts out is mixed and resampled the same way whatever the bytes were, which
    // takes longer than to decode them; and a kernel boxes its vectors until it is compiled, so
    // that no allocation could be measured.
    if (Arrays.hashCode(file) % RESAMPLED == 0) {
      attempt(file, () -> assertFinite(AudioDecoder.decode(file, Faults.LIMIT)));
    }
  }

  private static long allocated(byte[] file, Listener listener) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    attempt(
        file,
        () -> {
          ByteReader in = ByteReader.of(file);
          Format.of(in).decode(in, listener, OptionalInt.empty());
        });
    return threads.getCurrentThreadAllocatedBytes() - before;
  }

  private static void attempt(byte[] file, Runnable decoding) {
    try {
      decoding.run();
    } catch (AudioException e) {
      assertFalse(e.getMessage().isBlank());
    } catch (RuntimeException | Error e) {
      throw new AssertionError("Input: " + HexFormat.of().formatHex(file), e);
    }
  }

  private static void assertFinite(Audio audio) {
    float[] samples = Heard.of(audio);
    assertTrue(samples.length > 0);
    for (float sample : samples) {
      assertTrue(Float.isFinite(sample));
    }
  }

  /** Takes as much sound as {@link AudioDecoder#decode} does, and keeps none. */
  private static final class Listener implements PcmSink {
    private boolean isFinite = true;
    private int channels;
    private long most;

    @Override
    public void start(long sampleRate, int channels) {
      SoundStream.requireTaken(sampleRate, channels);
      this.channels = channels;
      most = sampleRate * Faults.LIMIT.toSeconds();
    }

    @Override
    public void accept(float[] interleaved, int frames) {
      for (int i = 0; i < frames * channels; i++) {
        isFinite &= Float.isFinite(interleaved[i]);
      }
      pause(frames);
    }

    @Override
    public void lose(long frames, String message, long at) {
      pause(frames);
    }

    @Override
    public void warn(AudioWarning.Kind kind, String message, long at) {}

    @Override
    public void pause(long frames) {
      most -= frames;
      if (most < 0) {
        throw new AudioException(AudioException.Reason.TOO_LONG, "That is enough");
      }
    }
  }
}
