// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.inference;

import vn.nghe.api.Progress;
import vn.nghe.api.ProgressListener;
import vn.nghe.api.Recognised;
import vn.nghe.api.Stage;
import vn.nghe.service.observe.RequestStage;
import vn.nghe.service.observe.StageListener;

/**
 * Passes on what the engine tells while it works on a clip, and lets other clips go first between
 * passes.
 *
 * @param duration of the clip, in seconds
 */
record ClipListener(Turn turn, double duration, GrowthListener growth, StageListener stages)
    implements ProgressListener {
  @Override
  public boolean proceed(Progress progress) {
    return turn.next();
  }

  @Override
  public void recognised(Recognised part) {
    growth.recognised(part.seconds(), duration);
    if (!part.stableWords().isEmpty()) {
      growth.settled(part.stableWords());
    }
  }

  @Override
  public void spent(Stage stage, long begun, long ended) {
    stages.spent(RequestStage.of(stage), begun, ended);
  }
}
