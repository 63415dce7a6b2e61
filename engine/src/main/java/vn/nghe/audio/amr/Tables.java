// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.amr;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** The numbers of a codec, by the names that its resource gives them. */
final class Tables {
  static final Tables NARROWBAND = read("narrowband.txt");
  static final Tables WIDEBAND = read("wideband.txt");

  private final Map<String, int[]> numbers;

  private Tables(Map<String, int[]> numbers) {
    this.numbers = numbers;
  }

  int[] integers(String name) {
    return Objects.requireNonNull(numbers.get(name), name).clone();
  }

  /** The numbers of a table, each divided by the same. */
  float[] fractions(String name, float divisor) {
    int[] integers = integers(name);
    float[] fractions = new float[integers.length];
    for (int i = 0; i < fractions.length; i++) {
      fractions[i] = integers[i] / divisor;
    }
    return fractions;
  }

  private static Tables read(String resource) {
    Map<String, int[]> numbers = new HashMap<>();
    try (InputStream in = Tables.class.getResourceAsStream(resource);
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(Objects.requireNonNull(in, resource), US_ASCII))) {
      String name = "";
      int[] table = {};
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.isEmpty() || line.startsWith("#")) {
          continue;
        }
        if (Character.isLetter(line.charAt(0))) {
          name = line;
          table = new int[0];
        } else {
          int[] more = Arrays.stream(line.split(" ")).mapToInt(Integer::parseInt).toArray();
          int from = table.length;
          table = Arrays.copyOf(table, from + more.length);
          System.arraycopy(more, 0, table, from, more.length);
        }
        numbers.put(name, table);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Tables(numbers);
  }
}
