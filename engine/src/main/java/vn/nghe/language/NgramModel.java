// SPDX-License-Identifier: Apache-2.0
package vn.nghe.language;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A trigram model read from an ARPA file into hash tables. */
public final class NgramModel {
  private final List<String> words = new ArrayList<>();
  private final Map<String, Integer> ids = new HashMap<>();
  private float[] unigram = new float[0];
  private float[] backoff1 = new float[0];
  private long[] keys2;
  private float[] p2;
  private float[] bo2;
  private long[] keys3;
  private float[] p3;

  private NgramModel() {}

  public static NgramModel open(Path file) {
    try (BufferedReader in = Files.newBufferedReader(file)) {
      NgramModel m = new NgramModel();
      m.read(in);
      return m;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void read(BufferedReader in) throws IOException {
    int[] counts = new int[4];
    int order = 0;
    float ln = (float) Math.log(10);
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (line.startsWith("ngram ")) {
        counts[line.charAt(6) - '0'] = Integer.parseInt(line.substring(8));
      } else if (line.startsWith("\\") && line.endsWith("-grams:")) {
        order = line.charAt(1) - '0';
        int n = counts[order];
        int size = Integer.highestOneBit(n) * 4;
        switch (order) {
          case 1 -> {
            unigram = new float[n];
            backoff1 = new float[n];
          }
          case 2 -> {
            keys2 = new long[size];
            p2 = new float[size];
            bo2 = new float[size];
          }
          default -> {
            keys3 = new long[size];
            p3 = new float[size];
          }
        }
      } else if (!line.isEmpty() && !line.startsWith("\\")) {
        String[] f = line.split("\t");
        float p = Float.parseFloat(f[0]) * ln;
        float b = f.length > 2 ? Float.parseFloat(f[2]) * ln : 0;
        if (order == 1) {
          int id = words.size();
          words.add(f[1]);
          ids.put(f[1], id);
          unigram[id] = p;
          backoff1[id] = b;
        } else if (order > 1) {
          long key = 0;
          for (String w : f[1].split(" ")) {
            key = key << 21 | (ids.get(w) + 1);
          }
          if (order == 2) {
            int at = slot(keys2, key);
            keys2[at] = key;
            p2[at] = p;
            bo2[at] = b;
          } else {
            int at = slot(keys3, key);
            keys3[at] = key;
            p3[at] = p;
          }
        }
      }
    }
  }

  private static int slot(long[] keys, long key) {
    int mask = keys.length - 1;
    long h = key * 0x9E3779B97F4A7C15L;
    int at = (int) (h >>> 32) & mask;
    while (keys[at] != 0 && keys[at] != key) {
      at = (at + 1) & mask;
    }
    return at;
  }

  public int order() {
    return 3;
  }

  public int vocabularySize() {
    return words.size();
  }

  public int word(String text) {
    return ids.getOrDefault(text, 0);
  }

  public String text(int word) {
    return words.get(word);
  }

  public long begin() {
    return 2;
  }

  public long empty() {
    return 0;
  }

  public float logProbability(long context, int word) {
    long a = context >>> 21;
    long b = context & 0x1fffff;
    float backoff = 0;
    if (a != 0 && b != 0) {
      int at = slot(keys3, (context << 21) | (word + 1));
      if (keys3[at] != 0) {
        return p3[at];
      }
      int c = slot(keys2, context);
      backoff += keys2[c] == 0 ? 0 : bo2[c];
    }
    if (b != 0) {
      int at = slot(keys2, b << 21 | (word + 1));
      if (keys2[at] != 0) {
        return backoff + p2[at];
      }
      backoff += backoff1[(int) b - 1];
    }
    return backoff + unigram[word];
  }

  public float endLogProbability(long context) {
    return logProbability(context, 2);
  }

  public long extend(long context, int word) {
    return (context & 0x1fffff) << 21 | (word + 1);
  }
}
