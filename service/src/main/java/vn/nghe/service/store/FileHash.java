// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256, by which files are known. */
final class FileHash {
  private FileHash() {}

  /** The hash of all that is left of a stream. */
  static byte[] of(InputStream in) throws IOException {
    DigestOutputStream hashed = new DigestOutputStream(OutputStream.nullOutputStream(), digest());
    in.transferTo(hashed);
    return hashed.getMessageDigest().digest();
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
