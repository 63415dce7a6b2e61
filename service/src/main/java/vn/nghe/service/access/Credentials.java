// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.access;

/** What a client sent to say who it is. */
public sealed interface Credentials {
  /** Nothing. */
  record Absent() implements Credentials {}

  /** Something that cannot be read. */
  record Malformed() implements Credentials {}

  /**
   * An API key or a token of an OpenID provider.
   *
   * @param text as it was sent; a secret
   */
  record Token(String text) implements Credentials {
    /** Without the secret: credentials end up in messages by mistake. */
    @Override
    public String toString() {
      return "Token[...]";
    }
  }
}
