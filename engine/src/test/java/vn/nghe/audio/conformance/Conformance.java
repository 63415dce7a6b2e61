// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.conformance;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import vn.nghe.audio.AudioException;

/**
 * What {@code ci/conformance} runs: decodes test vectors with the engine and with other decoders,
 * and prints a line for each file and a table of the sets.
 */
final class Conformance {
  private Conformance() {}

  /**
   * Prints the table.
   *
   * @param arguments a folder; each folder in it that has files is a set of vectors
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path all = Path.of(arguments[0]);
    Map<Path, List<Path>> sets = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(all, FileVisitOption.FOLLOW_LINKS)) {
      paths
          .filter(Files::isRegularFile)
          .filter(Conformance::isVector)
          .forEach(
              file ->
                  sets.computeIfAbsent(file.getParent(), folder -> new ArrayList<>()).add(file));
    }
    List<String> table = new ArrayList<>();
    for (Map.Entry<Path, List<Path>> set : sets.entrySet()) {
      table.add(row(all.relativize(set.getKey()), set.getValue().stream().sorted().toList()));
    }
    System.out.println(
        """

        Residual: the best of the other decoders, over the files that are whole.

        | vectors | files | whole | exact | least | median | damaged | refused |
        |---|---|---|---|---|---|---|---|""");
    table.forEach(System.out::println);
  }

  private static String row(Path set, List<Path> files) throws IOException, InterruptedException {
    System.out.println("\n" + set);
    List<Double> residuals = new ArrayList<>();
    int damaged = 0;
    int refused = 0;
    for (Path file : files) {
      String line;
      try {
        byte[] bytes = Files.readAllBytes(file);
        boolean isOpusDemo = file.toString().endsWith(".bit");
        Sound sound = Sound.of(isOpusDemo ? OpusDemo.ogg(bytes) : bytes);
        List<Agreement> agreements = new ArrayList<>();
        line = isOpusDemo ? compareOpus(file, sound, agreements) : compare(file, sound, agreements);
        if (sound.warned()) {
          damaged++;
        } else {
          agreements.stream()
              .map(Agreement::residual)
              .max(Comparator.naturalOrder())
              .ifPresent(residuals::add);
        }
      } catch (AudioException e) {
        refused++;
        String other = OtherDecoder.FFMPEG.decode(file).map(Conformance::length).orElse("nothing");
        line = "refused: " + e.getMessage() + "; ffmpeg finds " + other;
      }
      System.out.printf(Locale.ROOT, "  %-42s %s%n", file.getFileName(), line);
    }
    residuals.sort(Comparator.naturalOrder());
    return String.format(
        Locale.ROOT,
        "| %s | %d | %d | %d | %s | %s | %d | %d |",
        set,
        files.size(),
        files.size() - damaged - refused,
        residuals.stream().filter(residual -> residual.isInfinite()).count(),
        residuals.isEmpty() ? "" : text(residuals.getFirst()),
        residuals.isEmpty() ? "" : text(residuals.get(residuals.size() / 2)),
        damaged,
        refused);
  }

  private static boolean isVector(Path file) {
    return !file.toString().matches(".*\\.(dec|md|txt|sh|md5|json|pcm|wav\\.wav)");
  }

  private static String compareOpus(Path file, Sound sound, List<Agreement> agreements)
      throws IOException {
    Path pcm = Path.of(file.toString().replaceFirst("bit$", "dec"));
    Agreement agreement = Agreement.of(sound.samples(), OpusDemo.expected(Files.readAllBytes(pcm)));
    agreements.add(agreement);
    return length(sound) + "; the vector's samples: " + agreement.text();
  }

  private static String compare(Path file, Sound sound, List<Agreement> agreements)
      throws IOException, InterruptedException {
    StringBuilder line = new StringBuilder(length(sound));
    line.append(sound.warned() ? ", damaged" : "").append(sound.changes() ? ", changes" : "");
    for (OtherDecoder decoder : OtherDecoder.of(file)) {
      line.append("; ").append(decoder.name().toLowerCase(Locale.ROOT)).append(": ");
      Optional<Sound> other = decoder.decode(file);
      if (other.isEmpty()) {
        line.append("nothing");
      } else if (other.get().sampleRate() != sound.sampleRate()) {
        line.append("at ").append(other.get().sampleRate()).append(" Hz");
      } else {
        Agreement agreement = Agreement.of(sound.samples(), other.get().samples());
        agreements.add(agreement);
        line.append(agreement.text());
      }
    }
    return line.toString();
  }

  private static String length(Sound sound) {
    return String.format(Locale.ROOT, "%.2f s", sound.seconds());
  }

  private static String text(double residual) {
    return Double.isInfinite(residual) ? "exact" : String.format(Locale.ROOT, "%.1f dB", residual);
  }
}
