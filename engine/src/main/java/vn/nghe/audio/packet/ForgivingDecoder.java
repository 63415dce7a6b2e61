// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.packet;

import java.util.Optional;
import vn.nghe.audio.AudioException;
import vn.nghe.audio.AudioException.Reason;

/**
 * Puts silence in place of packets that another decoder cannot decode, as long as those are not
 * more than half of all, beyond {@value #FORGIVEN}: then it is not the recording that is damaged,
 * it is none.
 */
public final class ForgivingDecoder implements PacketDecoder {
  private static final int FORGIVEN = 2;

  private final PacketDecoder decoder;
  private final PacketSink sink;
  private long packets;
  private long damaged;

  /** What the last intact packet held, which is the best guess for a packet that does not tell. */
  private int lastFrames;

  /** Why the packet that was asked for cannot be decoded. */
  private Optional<AudioException> fault = Optional.empty();

  /**
   * Puts itself before a decoder.
   *
   * @param decoder decodes the packets
   * @param sink what it puts the sound into
   */
  public ForgivingDecoder(PacketDecoder decoder, PacketSink sink) {
    this.decoder = decoder;
    this.sink = sink;
  }

  @Override
  public int frames(byte[] packet, int length, long at) {
    fault = Optional.empty();
    try {
      lastFrames = decoder.frames(packet, length, at);
    } catch (AudioException e) {
      requireMalformed(e);
      fault = Optional.of(e);
    }
    return lastFrames;
  }

  @Override
  public void decode(byte[] packet, int length, long at, int keep) {
    packets++;
    tryDecode(packet, length, at, keep);
    if (fault.isEmpty()) {
      return;
    }
    lose(fault.get().fault(), at, keep);
    if (damaged > FORGIVEN + packets / 2) {
      throw fault
          .get()
          .and("of the packets so far, " + damaged + " of " + packets + " are damaged");
    }
    fault = Optional.empty();
  }

  private void tryDecode(byte[] packet, int length, long at, int keep) {
    if (fault.isPresent()) {
      return;
    }
    try {
      decoder.decode(packet, length, at, keep);
    } catch (AudioException e) {
      requireMalformed(e);
      fault = Optional.of(e);
    }
  }

  /** What the last intact packet held: samples of each channel. */
  public int usualFrames() {
    return lastFrames;
  }

  /**
   * Puts silence in place of a packet.
   *
   * @param why the fault, as a sentence without its full stop
   * @param frames samples of each channel that the packet held
   */
  public void lose(String why, long at, long frames) {
    damaged++;
    sink.lose(frames, why, at);
  }

  /** Only damage is forgiven, not what the sink has against the sound. */
  private static void requireMalformed(AudioException e) {
    if (e.reason() != Reason.MALFORMED) {
      throw e;
    }
  }
}
