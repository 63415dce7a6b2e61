// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.observe;

/** Hears how long the stages of a request took. Called from several threads, one after another. */
@FunctionalInterface
public interface StageListener {
  /**
   * A stage has ended; a recording of several segments has those of the engine several times.
   *
   * @param begun when it began, by {@link System#nanoTime()}
   * @param ended when it ended, by the same clock
   */
  void spent(RequestStage stage, long begun, long ended);

  /** Tells both. */
  default StageListener and(StageListener other) {
    return (stage, begun, ended) -> {
      spent(stage, begun, ended);
      other.spent(stage, begun, ended);
    };
  }
}
