// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.observe;

import java.util.Locale;

/** The way of a clip through the service, in its order. */
public enum RequestStage {
  /** The body arrives and is taken apart. */
  UPLOAD,
  /** The clip waits for a worker. */
  QUEUE,
  /** The file becomes samples. */
  DECODE,
  /** Samples become log-mel features. */
  FEATURES,
  /** Features pass through the encoder. */
  ENCODER,
  /** The encoder's output becomes CTC logits. */
  HEAD,
  /** Logits become units. */
  SEARCH,
  /** Units become words. */
  TEXT;

  /** The name of its span, and its label among the figures. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What the engine calls by its own name. */
  public static RequestStage of(vn.nghe.api.Stage stage) {
    return switch (stage) {
      case FEATURES -> FEATURES;
      case ENCODER -> ENCODER;
      case HEAD -> HEAD;
      case SEARCH -> SEARCH;
      case TEXT -> TEXT;
    };
  }
}
