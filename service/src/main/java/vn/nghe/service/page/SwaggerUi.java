// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.page;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;
import vn.nghe.service.http.Resources;

/** Where the WebJar of Swagger UI has its files: in a folder named after its version. */
final class SwaggerUi {
  static final String FOLDER = "/META-INF/resources/webjars/swagger-ui/" + version() + "/";

  private SwaggerUi() {}

  private static String version() {
    Properties pom = new Properties();
    try {
      pom.load(
          new ByteArrayInputStream(
              Resources.read(
                  SwaggerUi.class, "/META-INF/maven/org.webjars/swagger-ui/pom.properties")));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read memory", e);
    }
    return pom.getProperty("version");
  }
}
