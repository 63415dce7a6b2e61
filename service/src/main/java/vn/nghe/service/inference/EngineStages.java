// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.inference;

import vn.nghe.Progress;
import vn.nghe.ProgressListener;
import vn.nghe.Stage;
import vn.nghe.service.trace.StageListener;

/** Passes on what the engine tells of its stages, and lets it run to its end. */
record EngineStages(StageListener stages) implements ProgressListener {
  @Override
  public boolean proceed(Progress progress) {
    return true;
  }

  @Override
  public void spent(Stage stage, long begun, long ended) {
    stages.spent(vn.nghe.service.trace.Stage.of(stage), begun, ended);
  }
}
