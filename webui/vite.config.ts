// SPDX-License-Identifier: Apache-2.0
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

/** Where `npm run dev` finds a service. */
const service = process.env["NGHE_URL"] ?? "http://localhost:8080";

/** Tells the service which files there are: it sends these and no other. */
function listFiles(): Plugin {
  return {
    name: "list-files",
    closeBundle() {
      const files = readdirSync("dist", { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && entry.name !== "files.txt")
        .map((entry) => join(entry.parentPath, entry.name).replace(/^dist\//u, ""))
        .sort();
      writeFileSync("dist/files.txt", `${files.join("\n")}\n`);
    },
  };
}

export default defineConfig({
  plugins: [listFiles()],
  esbuild: { jsx: "automatic", jsxImportSource: "preact" },
  build: {
    target: "es2022",
    // The page's Content-Security-Policy allows no data: scripts, and the worklet is one file.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { proxy: { "/v1": { target: service, ws: true } } },
  preview: { proxy: { "/v1": { target: service, ws: true } } },
  test: { include: ["tests/**/*.test.ts"], environment: "node", setupFiles: ["tests/browser.ts"] },
});
