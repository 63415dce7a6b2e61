// SPDX-License-Identifier: Apache-2.0

/** The folders of `src` as layers: each may import those before it, and nothing imports in a circle. */
export default {
  forbidden: [
    {
      name: "no-circle",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "data-imports-nothing",
      severity: "error",
      from: { path: "^src/(audio|transcript)/" },
      to: { path: "^src/", pathNot: "^src/$1/" },
    },
    {
      name: "api-knows-no-settings",
      comment: "Requests get a connection and options; only src/service.ts reads the settings.",
      severity: "error",
      from: { path: "^src/api/" },
      to: { path: "^src/", pathNot: "^src/(api|audio|transcript)/" },
    },
    {
      name: "only-views-import-views",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/(ui/|main\\.tsx$)" },
      to: { path: "^src/ui/" },
    },
  ],
  options: {
    // Imports of types count.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    doNotFollow: { path: "node_modules" },
  },
};
