// SPDX-License-Identifier: Apache-2.0
import { Telemetry } from "./api/telemetry";
import { connection } from "./service";
import { settings } from "./settings";

export const telemetry = new Telemetry(connection, () => settings.value.telemetry);

/** Reports uncaught errors and the load time, and sends what is left when the page is hidden. */
export function watchPage(): void {
  addEventListener("error", () => telemetry.error("uncaught", "page", "error"));
  addEventListener("unhandledrejection", () => telemetry.error("uncaught", "page", "rejection"));
  addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") {
      void telemetry.send();
    }
  });
  addEventListener("load", () => telemetry.timing("load", "page", performance.now()));
}
