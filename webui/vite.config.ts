// SPDX-License-Identifier: Apache-2.0
import { defineConfig } from "vitest/config";

/** Where `npm run dev` finds a service. */
const service = process.env["NGHE_URL"] ?? "http://localhost:8080";

export default defineConfig({
  esbuild: { jsx: "automatic", jsxImportSource: "preact" },
  build: {
    target: "es2022",
    // The page's Content-Security-Policy allows no data: scripts, and the worklet is one file.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { proxy: { "/v1": { target: service, ws: true } } },
  preview: { proxy: { "/v1": { target: service, ws: true } } },
  test: { include: ["tests/**/*.test.ts"], environment: "node" },
});
