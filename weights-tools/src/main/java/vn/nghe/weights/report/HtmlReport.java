// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vn.nghe.weights.evaluate.ClipResult;
import vn.nghe.weights.evaluate.ErrorAnalysis;
import vn.nghe.weights.evaluate.Evaluation;

/**
 * Writes {@code index.html} and, in {@code clips}, copies of the recordings with errors. The page
 * needs no network and no file outside its folder.
 */
public final class HtmlReport {
  private static final String CLIPS = "clips";

  private HtmlReport() {}

  /**
   * Writes a report.
   *
   * @param title what was measured
   * @param folder is created if it does not exist; files of the same names are replaced
   * @throws IOException if a file cannot be written or a recording can no longer be read
   */
  public static void write(String title, Evaluation evaluation, Path folder) throws IOException {
    Files.createDirectories(folder.resolve(CLIPS));
    ErrorAnalysis analysis = ErrorAnalysis.of(evaluation.results());
    Map<ClipResult, String> copies = new HashMap<>();
    List<ClipResult> worst = analysis.worst();
    for (int i = 0; i < worst.size(); i++) {
      if (worst.get(i) instanceof ClipResult.Recognised clip) {
        copies.put(clip, copy(clip.clip().file(), folder, i));
      }
    }
    try (Writer out = Files.newBufferedWriter(folder.resolve("index.html"))) {
      template().execute(new ReportData(title, evaluation, analysis, copies).context(), out);
    }
  }

  /**
   * Copies recordings under numbers, because recordings of different folders can have the same
   * name.
   */
  private static String copy(Path file, Path folder, int number) throws IOException {
    String name = file.getFileName().toString();
    // Browsers need only the extension; the rest of the name may not be valid in a URL.
    String ending = name.replaceFirst("^.*?(\\.[A-Za-z0-9]{1,5})?$", "$1");
    String link = "%s/%04d%s".formatted(CLIPS, number, ending);
    Path copy = folder.resolve(link);
    Files.deleteIfExists(copy);
    Files.copy(file, copy);
    return link;
  }

  private static Template template() {
    try (var reader =
        new InputStreamReader(HtmlReport.class.getResourceAsStream("report.mustache"), UTF_8)) {
      // Escapes HTML in every value, which is the default of Mustache.
      return Mustache.compiler().emptyStringIsFalse(true).compile(reader);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
