// SPDX-License-Identifier: Apache-2.0
import { Telemetry } from "./api/telemetry";
import { connection, settings } from "./settings";

export const telemetry = new Telemetry(connection, () => settings.value.telemetry);

/** Tells of what nobody caught, and of what is left when the page goes away. */
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
