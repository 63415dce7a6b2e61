// SPDX-License-Identifier: Apache-2.0
import { test } from "@playwright/test";
import { live, record, stop, vi } from "./page";

/** Response times of the page, printed and not checked: `npm run timings`. */
test("timings", async ({ page, browser }) => {
  const client = await page.context().newCDPSession(page);
  // A mid-range phone on 4G, Lighthouse's default.
  await client.send("Network.enable");
  await client.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: 150,
    downloadThroughput: (1.6 * 1024 * 1024) / 8,
    uploadThroughput: (750 * 1024) / 8,
  });
  await client.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  await page.addInitScript(() => {
    const figures = { lcp: 0, cls: 0, longest: 0 };
    Object.assign(globalThis, { figures });
    new PerformanceObserver((list) => {
      figures.lcp = list.getEntries().at(-1)?.startTime ?? 0;
    }).observe({ type: "largest-contentful-paint", buffered: true });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        figures.cls += (entry as PerformanceEntry & { value: number }).value;
      }
    }).observe({ type: "layout-shift", buffered: true });
    new PerformanceObserver((list) => {
      figures.longest = Math.max(figures.longest, ...list.getEntries().map((e) => e.duration));
    }).observe({ type: "event", buffered: true, durationThreshold: 16 } as PerformanceObserverInit);
  });
  await page.goto("/");
  await page.getByRole("button", { name: vi["record.start"] }).waitFor();
  const load = await page.evaluate(() => {
    const resources = performance.getEntriesByType("resource") as PerformanceResourceTiming[];
    const [page] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
    return {
      bytes: resources.reduce((sum, { transferSize }) => sum + transferSize, page?.transferSize ?? 0),
      load: Math.round(page?.loadEventEnd ?? 0),
    };
  });
  await client.send("Emulation.setCPUThrottlingRate", { rate: 1 });
  const pressed = performance.now();
  await record(page);
  await page.locator(".changing").waitFor();
  const firstText = Math.round(performance.now() - pressed);
  await live(page).locator("span:not(.changing, .waiting)").first().waitFor();
  const stopped = performance.now();
  await stop(page);
  await page.locator(".passage").first().waitFor();
  const finished = Math.round(performance.now() - stopped);
  const figures = await page.evaluate(() => (globalThis as unknown as { figures: object }).figures);
  console.log(JSON.stringify({ browser: browser.version(), ...load, firstText, finished, ...figures }));
});
