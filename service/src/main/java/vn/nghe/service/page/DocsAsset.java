// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.page;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import vn.nghe.service.http.Resources;

/** The files of the page. What is not named here is not served, whatever the jars hold. */
enum DocsAsset {
  PAGE("docs.html", "text/html; charset=utf-8", ""),
  SCRIPT("docs.js", "text/javascript; charset=utf-8", ""),
  STYLE("docs.css", "text/css; charset=utf-8", ""),
  UI_SCRIPT("swagger-ui-bundle.js", "text/javascript; charset=utf-8", SwaggerUi.FOLDER),
  UI_STYLE("swagger-ui.css", "text/css; charset=utf-8", SwaggerUi.FOLDER);

  private final String file;
  private final String contentType;
  private final String folder;

  DocsAsset(String file, String contentType, String folder) {
    this.file = file;
    this.contentType = contentType;
    this.folder = folder;
  }

  /** What the page loads. */
  static Stream<DocsAsset> loaded() {
    return Arrays.stream(values()).filter(asset -> asset != PAGE);
  }

  static Optional<DocsAsset> named(String file) {
    return loaded().filter(asset -> asset.file.equals(file)).findFirst();
  }

  String file() {
    return file;
  }

  String contentType() {
    return contentType;
  }

  byte[] read() {
    return Resources.read(DocsAsset.class, folder + file);
  }
}
