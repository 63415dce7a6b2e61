// SPDX-License-Identifier: Apache-2.0
import { render } from "preact";
import { models as listModels } from "./api/transcriptions";
import { reconnect } from "./dictation/dictation";
import { connection, keepSettings, models } from "./settings";
import { openLibrary } from "./store/library";
import { watchPage } from "./telemetry";
import { App } from "./ui/App";

keepSettings();
watchPage();
addEventListener("online", reconnect);
void openLibrary();
listModels(connection(), AbortSignal.timeout(10_000)).then(
  (names) => (models.value = names),
  () => undefined,
);

const root = document.getElementById("app");
if (root) {
  render(<App />, root);
}
