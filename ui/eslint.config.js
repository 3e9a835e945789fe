// Arrows point one way: lib ← api ← live ← components ← actions ← features ← app; no feature knows another.
import js from "@eslint/js";
import hooks from "eslint-plugin-react-hooks";
import { defineConfig } from "eslint/config";
import ts from "typescript-eslint";

const FEATURES = ["frame", "strip", "running", "queue", "finished", "folders", "job", "jobs", "add-files", "check", "profiles", "stats", "settings", "palette", "lock", "doors", "desk", "welcome"];

const mayNot = (files, folders, message) => ({
  files,
  rules: { "no-restricted-imports": ["error", { patterns: [{ group: folders.flatMap((f) => [`@/${f}/*`, `@/${f}/**`]), message }] }] },
});

export default defineConfig(
  { ignores: ["src/api/schema.gen.ts", "node_modules", "eslint.config.js"] },
  js.configs.recommended,
  ts.configs.strictTypeChecked,
  hooks.configs.flat["recommended-latest"],
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "no-restricted-syntax": [
        "error",
        { selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']", message: "A file name is not markup: render it as text." },
        { selector: "MemberExpression[property.name=/^(innerHTML|outerHTML)$/]", message: "A file name is not markup: render it as text." },
      ],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/consistent-type-definitions": "off",
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
    },
  },
  mayNot(["src/lib/**", "src/i18n/**"], ["api", "live", "components", "actions", "features", "app"], "lib stands on nothing."),
  mayNot(["src/api/**"], ["live", "components", "actions", "features", "app"], "api knows the server alone."),
  mayNot(["src/live/**"], ["components", "actions", "features", "app"], "live draws nothing."),
  mayNot(["src/components/**"], ["live", "actions", "features", "app"], "A part shows what it is given."),
  mayNot(["src/actions/**"], ["features", "app"], "An action serves every feature."),
  ...FEATURES.map((feature) =>
    mayNot([`src/features/${feature}/**`], [...FEATURES.filter((other) => other !== feature).map((other) => `features/${other}`), "app"], "Features meet in src/app."),
  ),
);
