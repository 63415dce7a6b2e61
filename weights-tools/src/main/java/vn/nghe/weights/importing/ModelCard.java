// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.importing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.nghe.weights.verify.Checksums;

/** The model card, {@code README.md}: sources, sizes, and what is not known. */
final class ModelCard {
  /** The licence in the YAML front matter of a model card. */
  private static final Pattern LICENCE =
      Pattern.compile("(?s)\\A---\\R(?:.*?\\R)??license:[ \\t]*([\\w.+-]+)[ \\t]*\\R.*?");

  /** Bytes read of a published card; front matter takes a few hundred. */
  private static final int HEAD = 1 << 16;

  private static final String UNKNOWN = "unknown";

  private ModelCard() {}

  /** The licence given, or that of the encoder's model card. */
  static String licence(ImportOptions options) {
    return options.licence().or(() -> published(options.encoder())).orElse(UNKNOWN);
  }

  private static Optional<String> published(Path encoder) {
    Path card =
        Files.isDirectory(encoder)
            ? encoder.resolve(ModelFolder.CARD)
            : encoder.resolveSibling(ModelFolder.CARD);
    try (InputStream in = Files.newInputStream(card)) {
      Matcher matcher = LICENCE.matcher(new String(in.readNBytes(HEAD), StandardCharsets.UTF_8));
      return matcher.lookingAt() ? Optional.of(matcher.group(1)) : Optional.empty();
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  /**
   * Formats the card.
   *
   * @param name the model's name
   * @throws IOException if a source can no longer be read
   */
  static String text(String name, ImportedModel model) throws IOException {
    EncoderShape encoder = model.encoder();
    StringBuilder sources = new StringBuilder();
    for (Path source : model.sources()) {
      sources.append(
          "| `%s` | %d | `%s` |\n"
              .formatted(source.getFileName(), Files.size(source), Checksums.of(source)));
    }
    String licence = licence(model.options());
    return """
    # %s

    Made by `nghe weights import`.

    | | |
    |---|---|
    | Encoder | Whisper's: %d layers, %d wide, %d heads, %d mel bands |
    %s| Language | %s |
    | Licence | %s |

    ## Where it comes from

    | file | bytes | SHA-256 |
    |---|---|---|
    %s
    Everything else in these files was left out; values are as they were.

    ## What it scores

    Not measured yet. `./nghe evaluate --model DIR --manifest FILE` does it.
    """
        .formatted(
            name,
            encoder.layers(),
            encoder.width(),
            encoder.heads(),
            encoder.melBands(),
            parts(model),
            model.options().language(),
            licence.equals(UNKNOWN)
                ? "unknown: none was given, and none stands in the encoder's own model card"
                : licence,
            sources);
  }

  private static String parts(ImportedModel model) {
    StringBuilder parts = new StringBuilder();
    int width = model.encoder().width();
    model
        .head()
        .ifPresent(
            head -> {
              parts.append(
                  "| Head | CTC: Linear %d→%d, GELU, LayerNorm, Linear %d→%d |\n"
                      .formatted(
                          width,
                          head.shape().inner(),
                          head.shape().inner(),
                          head.shape().classes()));
              parts.append(
                  "| Units | %s; class %d is the blank |\n".formatted(head.unit(), head.blank()));
            });
    model
        .decoder()
        .map(ImportedDecoder::shape)
        .ifPresent(
            decoder ->
                parts.append(
                    "| Decoder | Whisper's: %d layers, %d heads, %d tokens |\n"
                        .formatted(decoder.layers(), decoder.heads(), decoder.tokens())));
    return parts.toString();
  }
}
