// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.io;

import java.util.concurrent.CancellationException;
import vn.nghe.audio.Audio;
import vn.nghe.audio.AudioException;

/**
 * Counts the work of decoding one recording, so that it can be interrupted, others can be given a
 * turn, and no input makes more work than its bytes and its sound account for. The count depends on
 * the input alone, not on the machine.
 */
public final class WorkMeter implements Work {
  /** Units between two calls of the listener: 5 to 100 ms. */
  private static final int STEP = 1 << 20;

  /** Units that any input may take: headers with their tables, and some frames. */
  public static final long FREE = 1L << 26;

  /**
   * Units for each byte. Recognising a format looks at each of the first bytes some ten times, and
   * G.726 makes four samples of one.
   */
  public static final long PER_BYTE = 32;

  /**
   * Units for each second of sound. Decoding the most samples that are taken, 3,072,000 a second,
   * takes a unit each, mixing them another, and resampling from 384 kHz 100 units for each of
   * 16,000 samples: 7.8 million.
   */
  public static final long PER_SECOND = 10_000_000;

  private final Runnable listener;

  /** Units that the bytes account for. */
  private final long allowance;

  private long done;
  private final int step;
  private long nextStep;
  private long soundSamples;

  /**
   * Starts with nothing done.
   *
   * @param bytes how many the input has
   * @param listener is called after every 2^20 units; what it throws ends the decoding
   */
  public WorkMeter(long bytes, Runnable listener) {
    this(bytes, STEP, listener);
  }

  /**
   * The same with steps of another length.
   *
   * @param step units between two calls of the listener
   */
  public WorkMeter(long bytes, int step, Runnable listener) {
    this.step = step;
    this.nextStep = step;
    this.allowance = FREE + PER_BYTE * bytes;
    this.listener = listener;
  }

  @Override
  public void add(long units) {
    done += units;
    if (done >= nextStep) {
      step();
    }
  }

  /** Units so far. */
  public long done() {
    return done;
  }

  @Override
  public void made(long samples) {
    soundSamples += samples;
  }

  /**
   * Ends the decoding if nobody waits for it any more.
   *
   * @throws CancellationException if the thread is interrupted, which it then stays
   */
  public static void requireNoInterrupt() {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException("the decoding thread was interrupted");
    }
  }

  private void step() {
    listener.run();
    requireNoInterrupt();
    double seconds = (double) soundSamples / Audio.SAMPLE_RATE;
    if (done > allowance + seconds * PER_SECOND) {
      // The next step stays where it is: a decoder that takes this for damage gets it again.
      throw new AudioException(
          AudioException.Reason.TOO_COSTLY,
          "Decoding takes more work than a recording of this size and length may take; save the"
              + " recording anew, as WAV or FLAC");
    }
    nextStep = done + step;
  }
}
