// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.models;

/** Why a published model cannot be had or used. */
public enum RegistryFault {
  /** The store does not answer, or not as a store does. */
  STORE_UNAVAILABLE(true),
  /** The store has no such version. */
  NOT_FOUND(false),
  /** What the store says of a version makes no sense. */
  MANIFEST_MALFORMED(false),
  /** A file is not what its manifest says. */
  CHECKSUM_MISMATCH(false),
  /** The files are as published, but they are no model that runs here. */
  MODEL_UNUSABLE(false),
  /** The disk does not take the files. */
  CACHE_UNUSABLE(true),
  /** No other version was active before. */
  NOTHING_BEFORE(false),
  /** A version of that name was published already. */
  ALREADY_PUBLISHED(false);

  private final boolean passes;

  RegistryFault(boolean passes) {
    this.passes = passes;
  }

  /** Whether the same attempt may well succeed later, with nothing published anew. */
  public boolean passes() {
    return passes;
  }
}
