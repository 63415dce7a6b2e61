// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.access;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.nghe.service.files.Sha256;

/**
 * An API key, {@code nghe_ID_SECRET}: 12 hexadecimal digits by which it is found and which may be
 * shown, and 256 random bits, as 43 characters of base64url, which may not. The prefix lets
 * scanners of repositories recognise a key that got lost.
 */
public final class ApiKey {
  /** What every key begins with, and no token of an OpenID provider. */
  static final String PREFIX = "nghe_";

  private static final Pattern FORM = Pattern.compile(PREFIX + "([0-9a-f]{12})_[A-Za-z0-9_-]{43}");

  private static final int ID_BYTES = 6;
  private static final int SECRET_BYTES = 32;

  private final String id;
  private final String text;

  private ApiKey(String id, String text) {
    this.id = id;
    this.text = text;
  }

  /** A key that nobody has had before. */
  static ApiKey random(SecureRandom random) {
    String id = HexFormat.of().formatHex(bytes(random, ID_BYTES));
    String secret =
        Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(random, SECRET_BYTES));
    return new ApiKey(id, PREFIX + id + "_" + secret);
  }

  /** What a client sent, if it has the form of a key. */
  static Optional<ApiKey> parse(String text) {
    Matcher matcher = FORM.matcher(text);
    return matcher.matches() ? Optional.of(new ApiKey(matcher.group(1), text)) : Optional.empty();
  }

  private static byte[] bytes(SecureRandom random, int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  /** The part that tells keys apart and is no secret. */
  public String id() {
    return id;
  }

  /** The whole key, to be handed to its owner once. */
  public String reveal() {
    return text;
  }

  /**
   * The SHA-256 of the whole key, 32 bytes. Slow, salted hashes protect passwords, which can be
   * guessed; of 256 random bits no guess in the lifetime of anything will be right, so one round of
   * a hash that cannot be inverted is enough, and a request pays for it in microseconds.
   */
  byte[] hash() {
    return Sha256.of(text);
  }

  /** The part that is no secret: keys end up in messages by mistake. */
  @Override
  public String toString() {
    return PREFIX + id + "_...";
  }
}
