// SPDX-License-Identifier: Apache-2.0
import js from "@eslint/js";
import jsxA11y from "eslint-plugin-jsx-a11y";
import globals from "globals";
import ts from "typescript-eslint";

export default ts.config(
  { ignores: ["dist", "node_modules", "test-results"] },
  js.configs.recommended,
  { files: ["*.js"], languageOptions: { globals: globals.node } },
  { files: ["src/**/*.js"], languageOptions: { globals: globals.audioWorklet } },
  {
    files: ["**/*.{ts,tsx}"],
    extends: [ts.configs.strictTypeChecked, jsxA11y.flatConfigs.strict],
    languageOptions: {
      globals: globals.browser,
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
    },
  },
);
