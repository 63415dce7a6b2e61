// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.mp4;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import vn.nghe.audio.adts.AdtsHeader;
import vn.nghe.audio.fixture.Bytes;
import vn.nghe.audio.io.ByteReader;
import vn.nghe.audio.io.FrameWalk;

/**
 * Writes MP4 files of one AAC track, also such as no sane program would: {@code ftyp}, {@code mdat}
 * with the frames from byte {@value #FIRST_FRAME} on, then {@code moov}.
 */
public final class Mp4Bytes {
  /** Index of the first frame's first byte. */
  public static final int FIRST_FRAME = 24;

  /** An AudioSpecificConfig: AAC-LC, 16 kHz, one channel. */
  public static final String AAC_LC_16K = "1408";

  private final List<byte[]> frames;
  private byte[] entry = entry("mp4a", esds(0x40, AAC_LC_16K));
  private byte[] sizes;
  private byte[] runs;
  private byte[] chunks;
  private byte[] edits = {};
  private byte[] userData = {};

  /** The simplest way to list the frames: all in one chunk. */
  public Mp4Bytes(List<byte[]> frames) {
    this.frames = frames;
    byte[] each =
        Bytes.join(frames.stream().map(frame -> u32(frame.length)).toArray(byte[][]::new));
    sizes = box("stsz", u32(0), u32(0), u32(frames.size()), each);
    runs = box("stsc", u32(0), u32(1), u32(1), u32(frames.size()), u32(1));
    chunks = box("stco", u32(0), u32(1), u32(FIRST_FRAME));
  }

  /** The frames of a bare stream, without their headers. */
  public static List<byte[]> framesOf(byte[] adts) {
    List<byte[]> frames = new ArrayList<>();
    ByteReader in = ByteReader.of(adts);
    FrameWalk<AdtsHeader> walk = new FrameWalk<>(in, AdtsHeader::at, AdtsHeader.NONE);
    while (walk.advance()) {
      byte[] frame = new byte[walk.header().frameBytes() - walk.header().bytes()];
      in.seek(walk.start() + walk.header().bytes());
      in.read(frame, frame.length);
      frames.add(frame);
    }
    return frames;
  }

  public Mp4Bytes entry(byte[] box) {
    entry = box;
    return this;
  }

  public Mp4Bytes sizes(byte[] box) {
    sizes = box;
    return this;
  }

  public Mp4Bytes runs(byte[] box) {
    runs = box;
    return this;
  }

  public Mp4Bytes chunks(byte[] box) {
    chunks = box;
    return this;
  }

  public Mp4Bytes edits(byte[]... entries) {
    edits = box("edts", box("elst", u32(0), u32(entries.length), Bytes.join(entries)));
    return this;
  }

  /** The tag in which iTunes writes what to leave out. */
  public Mp4Bytes gapless(String numbers) {
    byte[] tag =
        box(
            "----",
            box("mean", u32(0), text("com.apple.iTunes")),
            box("name", u32(0), text("iTunSMPB")),
            box("data", u32(1), u32(0), text(numbers)));
    userData = box("udta", box("meta", u32(0), box("hdlr", new byte[25]), box("ilst", tag)));
    return this;
  }

  public byte[] toByteArray() {
    byte[] table = box("stbl", box("stsd", u32(0), u32(1), entry), sizes, runs, chunks);
    byte[] media =
        box(
            "mdia",
            box("mdhd", u32(0), u32(0), u32(0), u32(16_000), u32(0), u32(0)),
            box("hdlr", u32(0), u32(0), text("soun"), new byte[13]),
            box("minf", table));
    byte[] track = box("trak", box("tkhd", new byte[12], u32(1), new byte[68]), edits, media);
    byte[] header = box("mvhd", new byte[12], u32(1000), new byte[84]);
    return Bytes.join(
        box("ftyp", text("M4A "), u32(0)),
        box("mdat", frames.toArray(byte[][]::new)),
        box("moov", header, track, userData));
  }

  /** An edit: what to play, in milliseconds and samples. */
  public static byte[] edit(long milliseconds, long from) {
    return Bytes.join(u32(milliseconds), u32(from), u32(0x1_0000));
  }

  /** How a track is coded, as MP4 and the first version of QuickTime have it. */
  public static byte[] entry(String format, byte[]... boxes) {
    byte[] fixed = Bytes.join(new byte[7], new byte[] {1}, new byte[20]);
    return box(format, fixed, Bytes.join(boxes));
  }

  public static byte[] esds(int objectType, String config) {
    byte[] specific = descriptor(5, HexFormat.of().parseHex(config));
    byte[] decoder =
        descriptor(4, Bytes.join(new byte[] {(byte) objectType, 0x15}, new byte[11], specific));
    return box("esds", u32(0), descriptor(3, Bytes.join(new byte[3], decoder)));
  }

  public static byte[] box(String type, byte[]... content) {
    byte[] all = Bytes.join(content);
    return Bytes.join(u32(8L + all.length), text(type), all);
  }

  public static byte[] u32(long value) {
    return ByteBuffer.allocate(4).putInt((int) value).array();
  }

  public static byte[] u64(long value) {
    return ByteBuffer.allocate(8).putLong(value).array();
  }

  public static byte[] text(String characters) {
    return characters.getBytes(ISO_8859_1);
  }

  private static byte[] descriptor(int tag, byte[] content) {
    return Bytes.join(new byte[] {(byte) tag, (byte) content.length}, content);
  }
}
