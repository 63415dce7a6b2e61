// SPDX-License-Identifier: Apache-2.0
import { readdirSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

/** The address of the service for `npm run dev`. */
const service = process.env["NGHE_URL"] ?? "http://localhost:8080";

/** Writes files.txt, the list of files that the service serves. */
function listFiles(): Plugin {
  let folder = "";
  return {
    name: "list-files",
    configResolved: ({ build }) => void (folder = build.outDir),
    closeBundle() {
      const files = readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && entry.name !== "files.txt")
        .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
        .sort();
      writeFileSync(join(folder, "files.txt"), `${files.join("\n")}\n`);
    },
  };
}

export default defineConfig({
  plugins: [listFiles()],
  esbuild: { jsx: "automatic", jsxImportSource: "preact" },
  build: {
    target: "es2022",
    // The page's Content-Security-Policy forbids data: scripts, as the worklet would be.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { proxy: { "/v1": { target: service, ws: true } } },
  preview: { proxy: { "/v1": { target: service, ws: true } } },
  test: { include: ["tests/**/*.test.ts"], environment: "node", setupFiles: ["tests/browser.ts"] },
});
