// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.models;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The small documents of a store and of the cache, as JSON. */
public final class RegistryJson {
  /** Fields that are not known are left alone: a newer publisher may write more. */
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(JsonInclude.Include.NON_ABSENT, null))
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private RegistryJson() {}

  /**
   * Reads a document.
   *
   * @param place where it lies, for the message
   * @throws RegistryException if it is not of the form
   */
  public static <T> T read(byte[] text, Class<T> form, String place) {
    T document;
    try {
      document = JSON.readValue(text, form);
    } catch (JsonProcessingException e) {
      throw malformed(place, e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw malformed(place, "cannot be read", e);
    }
    if (document == null) {
      throw malformed(place, "is null", null);
    }
    return document;
  }

  private static RegistryException malformed(String place, String fault, Exception cause) {
    return new RegistryException(
        RegistryFault.MANIFEST_MALFORMED, place + ": " + fault + ". Publish it anew.", cause);
  }

  /** A document, indented for people. */
  public static byte[] write(Object document) {
    try {
      return JSON.writeValueAsBytes(document);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("cannot write to memory", e);
    }
  }
}
