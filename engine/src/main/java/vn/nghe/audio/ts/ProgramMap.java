// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.ts;

import java.util.Arrays;
import java.util.Optional;
import vn.nghe.audio.AudioException;
import vn.nghe.audio.io.ByteReader;

/**
 * Finds the track of sound by the tables of a transport stream (ISO/IEC 13818-1, 2.4.4): the first
 * tells where the second lies, the second which tracks there are.
 */
final class ProgramMap {
  /** How the bytes of a track are coded. */
  enum Codec {
    /** AAC, as ADTS or as LATM: writers confuse the two. */
    AAC,
    /** MPEG audio of layers I to III. */
    MPEG
  }

  private static final int ASSOCIATION = 0;
  private static final int NONE = -1;

  /** Length of the longest section, with its header. */
  private static final int MOST_BYTES = 1024;

  private final byte[] section = new byte[MOST_BYTES];
  private int filled;
  private int mapId = NONE;
  private int soundId = NONE;
  private Codec codec = Codec.AAC;
  private Optional<String> refused = Optional.empty();
  private boolean isRead;

  /** Whether packets of this stream are tables that are still to be read. */
  boolean isTable(int id) {
    return !isRead && (id == ASSOCIATION || id == mapId);
  }

  boolean isSound(int id) {
    return id == soundId;
  }

  Codec codec() {
    return codec;
  }

  /** Makes sure that a track was found, once the input is over. */
  void requireSound() {
    if (soundId != NONE) {
      return;
    }
    if (refused.isPresent()) {
      throw AudioException.unsupported(
          "An MPEG transport stream with " + refused.get() + " inside is not supported",
          "send AAC or MP3 in it");
    }
    throw new AudioException(
        AudioException.Reason.EMPTY, "The MPEG transport stream has no track of sound");
  }

  /** Takes a packet of a table. */
  void take(ByteReader in, Packets packet) {
    long start = packet.payload();
    int size = packet.payloadBytes();
    in.seek(start);
    if (packet.beginsUnit()) {
      // What comes before belongs to another section.
      int skipped = Math.min(1 + in.unsigned8(), size);
      in.seek(start + skipped);
      size -= skipped;
      filled = 0;
    }
    int taken = Math.min(size, MOST_BYTES - filled);
    byte[] bytes = new byte[taken];
    in.read(bytes, taken);
    System.arraycopy(bytes, 0, section, filled, taken);
    filled += taken;
    int length = filled < 3 ? MOST_BYTES : 3 + (((section[1] & 15) << 8) | (section[2] & 0xFF));
    // Four bytes of checks end it.
    if (filled >= length && length >= 12) {
      if (packet.id() == ASSOCIATION) {
        readAssociation(length - 4);
      } else {
        readMap(length - 4);
      }
    }
  }

  private void readAssociation(int end) {
    for (int at = 8; at + 4 <= end && mapId == NONE; at += 4) {
      boolean isProgram = section[at] != 0 || section[at + 1] != 0;
      if (isProgram) {
        mapId = id(at + 2);
      }
    }
    filled = 0;
  }

  private void readMap(int end) {
    int at = 12 + length(10);
    while (at + 5 <= end && soundId == NONE) {
      int descriptors = Math.min(length(at + 3), end - at - 5);
      Optional<Codec> found = codec(section[at] & 0xFF, at + 5, descriptors);
      if (found.isPresent()) {
        codec = found.get();
        soundId = id(at + 1);
      }
      at += 5 + descriptors;
    }
    isRead = true;
  }

  /** What a track is coded with, by its type and its descriptors; what is refused is kept. */
  private Optional<Codec> codec(int type, int at, int length) {
    switch (type) {
      case 0x03, 0x04 -> {
        return Optional.of(Codec.MPEG);
      }
      case 0x0F, 0x11 -> {
        return Optional.of(Codec.AAC);
      }
      case 0x81 -> refuse("AC-3");
      case 0x87 -> refuse("E-AC-3");
      case 0x82, 0x85, 0x86, 0x8A -> refuse("DTS");
      case 0x80 -> refuse("Blu-ray PCM");
      case 0x1C -> refuse("AAC without a transport format");
      case 0x06 -> refusePrivate(Arrays.copyOfRange(section, at, at + Math.max(0, length)));
      default -> {}
    }
    return Optional.empty();
  }

  /** The types of DVB are told apart by tags of descriptors. */
  private void refusePrivate(byte[] descriptors) {
    for (int at = 0; at + 2 <= descriptors.length; at += 2 + (descriptors[at + 1] & 0xFF)) {
      switch (descriptors[at] & 0xFF) {
        case 0x6A -> refuse("AC-3");
        case 0x7A -> refuse("E-AC-3");
        case 0x7B -> refuse("DTS");
        case 0x05 -> {
          if (at + 6 <= descriptors.length && descriptors[at + 2] == 'O') {
            refuse("Opus");
          }
        }
        default -> {}
      }
    }
  }

  private void refuse(String name) {
    refused = refused.or(() -> Optional.of(name));
  }

  /** The thirteen bits at an index that name a stream. */
  private int id(int at) {
    return ((section[at] & 31) << 8) | (section[at + 1] & 0xFF);
  }

  /** The twelve bits at an index that tell a length. */
  private int length(int at) {
    return ((section[at] & 15) << 8) | (section[at + 1] & 0xFF);
  }
}
