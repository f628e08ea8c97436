/* What the linter holds of the scripts: undefined and unused names, old forms, comparisons that convert. */
import js from "@eslint/js";
import globals from "globals";

export default [
  {
    ignores: [
      "narrative/page/assets/!(dom|coding|framed).js",
      "narrative/bundles/*/*.js",
      "tests/imports/",
      ".venv/",
      "dist/",
      "node_modules/",
    ],
  },
  js.configs.recommended,
  {
    languageOptions: { ecmaVersion: 2022, sourceType: "module", globals: { ...globals.browser, L: "readonly" } },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      eqeqeq: "error",
      "no-var": "error",
      "prefer-const": "error",
      "prefer-arrow-callback": "error",
      "object-shorthand": "error",
      "no-shadow-restricted-names": "error",
      "no-unused-vars": ["error", { args: "none", caughtErrors: "none" }],
      "no-empty": ["error", { allowEmptyCatch: true }],
    },
  },
  { files: ["tests/**/*.js", "**/*.mjs", "eslint.config.js"], languageOptions: { globals: globals.node } },
];
