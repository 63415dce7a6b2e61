// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import vn.nghe.service.http.Resources;

/** The OpenAPI document in both of its spellings. */
final class ContractDocument {
  private final byte[] yaml;
  private final byte[] json;

  private ContractDocument(byte[] yaml, byte[] json) {
    this.yaml = yaml;
    this.json = json;
  }

  static ContractDocument read() {
    byte[] yaml = Resources.read(ContractDocument.class, "openapi.yaml");
    Object tree =
        new Yaml(new SafeConstructor(new LoaderOptions()))
            .load(new String(yaml, StandardCharsets.UTF_8));
    try {
      return new ContractDocument(yaml, new ObjectMapper().writeValueAsBytes(tree));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("openapi.yaml has no spelling as JSON", e);
    }
  }

  /** As it is written, with its comments; not to be changed. */
  byte[] yaml() {
    return yaml;
  }

  /** The same for programs that read JSON only; not to be changed. */
  byte[] json() {
    return json;
  }
}
