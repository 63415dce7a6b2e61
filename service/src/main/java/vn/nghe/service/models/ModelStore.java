// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.models;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

/**
 * A place that keeps files by key, such as {@code nghe-base-vi/3/config.json}. Every method throws
 * {@link RegistryException}: {@link RegistryFault#NOT_FOUND} if the key is not there, {@link
 * RegistryFault#STORE_UNAVAILABLE} if the store cannot say.
 */
public interface ModelStore extends AutoCloseable {
  /**
   * Reads a file from some byte on. What comes may end too early, with an exception or without.
   *
   * @param from the first byte to read, less than the size of the file
   */
  InputStream open(String key, long from);

  /** All keys. */
  List<String> list();

  /** Puts a document in place, instead of any that is there; who reads sees the old or the new. */
  void put(String key, byte[] content);

  /** Puts a file in place, as {@link #put(String, byte[])} does. */
  void put(String key, Path file);

  /** Where the store is, for people; without credentials. */
  String place();

  @Override
  default void close() {}
}
