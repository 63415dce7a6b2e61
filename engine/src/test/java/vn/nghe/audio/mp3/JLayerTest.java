// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.mp3;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Field;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class JLayerTest {
  /**
   * Two threads that filled these at the same time could see them half filled; which is too rare to
   * provoke, so the test sees that they are full before any stream is decoded. The loader is fresh,
   * so that no other test has filled them.
   */
  @ParameterizedTest
  @CsvSource({"huffcodetab, ht", "LayerIIIDecoder, reorder_table", "SynthesisFilter, d16"})
  void sharedTablesAreFullBeforeTheFirstStream(String owner, String table)
      throws IOException, ReflectiveOperationException {
    try (URLClassLoader fresh =
        new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
      Class.forName(JLayer.class.getName(), true, fresh);
      Field field = fresh.loadClass("javazoom.jl.decoder." + owner).getDeclaredField(table);
      field.setAccessible(true);
      Object[] rows = (Object[]) field.get(null);
      assertNotNull(rows);
      for (Object row : rows) {
        assertNotNull(row);
      }
    }
  }

  private static URL[] classPath() throws IOException {
    List<URL> urls = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      urls.add(Path.of(entry).toUri().toURL());
    }
    return urls.toArray(URL[]::new);
  }
}
