// SPDX-License-Identifier: Apache-2.0
import { render } from "preact";
import { reconnect } from "./dictation/dictation";
import { askForModels } from "./service";
import { keepSettings } from "./settings";
import { openLibrary } from "./store/library";
import { watchPage } from "./telemetry";
import { App } from "./ui/App";

keepSettings();
watchPage();
addEventListener("online", reconnect);
void openLibrary();
void askForModels();

const root = document.getElementById("app");
if (root) {
  render(<App />, root);
}
