// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio;

import java.nio.file.Path;
import java.util.Objects;
import java.util.OptionalLong;

/** Audio that could not be turned into sound, with the reason in words a user can act on. */
public final class AudioException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What kind of fault it is, for callers that answer differently to each. */
  public enum Reason {
    /** There are no bytes, or a well-formed file that holds no sound. */
    EMPTY,
    /** A format that is not known, or known and not supported; the message names it. */
    UNSUPPORTED,
    /** The bytes break the rules of the format they claim to be, or end too early. */
    MALFORMED,
    /** The sound lasts longer than the caller's limit. */
    TOO_LONG,
    /** Decoding takes far more work than a file of its size and sound of its length need. */
    TOO_COSTLY,
    /** The file could not be read from the disk. */
    UNREADABLE
  }

  private final Reason reason;
  private final long offset;

  /** The message without the place. */
  private final String fault;

  private AudioException(
      Reason reason, String fault, String message, long offset, Throwable cause) {
    super(message, cause);
    this.fault = fault;
    this.reason = Objects.requireNonNull(reason, "reason");
    this.offset = offset;
  }

  /** A fault of the whole input. */
  public AudioException(Reason reason, String message) {
    this(reason, message, message, -1, null);
  }

  /** A fault of the whole input that another exception tells more about. */
  public AudioException(Reason reason, String message, Throwable cause) {
    this(reason, message, message, -1, cause);
  }

  /** Bytes that break the rules of their format at {@code offset} from the start of the input. */
  public static AudioException malformed(String message, long offset) {
    return malformed(message, offset, null);
  }

  /** The same, where another exception tells more about it. */
  public static AudioException malformed(String message, long offset, Throwable cause) {
    return new AudioException(
        Reason.MALFORMED, message, message + " (at byte " + offset + ")", offset, cause);
  }

  /**
   * A format that is known but not taken.
   *
   * @param what the fault, as a sentence without its full stop
   * @param advice what to do instead
   */
  public static AudioException unsupported(String what, String advice) {
    return new AudioException(Reason.UNSUPPORTED, what + "; " + advice);
  }

  /** The same fault, with more said of it. */
  public AudioException and(String more) {
    return new AudioException(
        reason, fault + "; " + more, getMessage() + "; " + more, offset, this);
  }

  /** The same fault, with the file it was found in. */
  public AudioException in(Path file) {
    return new AudioException(reason, fault, file + ": " + getMessage(), offset, this);
  }

  /** The fault itself, as a sentence without its full stop, without the file and the byte. */
  public String fault() {
    return fault;
  }

  /** What kind of fault it is. */
  public Reason reason() {
    return reason;
  }

  /** Where in the input the fault lies, in bytes from its start, where one place is to blame. */
  public OptionalLong offset() {
    return offset < 0 ? OptionalLong.empty() : OptionalLong.of(offset);
  }
}
