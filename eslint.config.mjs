import js from "@eslint/js";
import tseslint from "typescript-eslint";

const providerRule = {
  selector: "NewExpression[callee.property.name='Provider'], NewExpression[callee.name='Provider']",
  message: "Open accounts in accounts/scope.ts only; components take their provider from the caller.",
};
const resourceInApply = {
  selector: "CallExpression[callee.property.name='apply'] NewExpression",
  message: "Do not create resources inside apply: they are invisible to preview while a value is unknown.",
};
const environment = {
  object: "process",
  property: "env",
  message:
    "Read settings through accounts/config; only tools/, policy-pack/context.ts and runtime units may look at the environment.",
};
/** Top-level folders that a layer may not import, so that layers only point downwards. */
const above = (...folders) =>
  folders.map((folder) => ({
    regex: `^(\\.\\./)+${folder}(/|$)`,
    message: `This layer may not import ${folder}/ (design: contracts → components → accounts → tools).`,
  }));
const layer = (...patterns) => ({ "no-restricted-imports": ["error", { patterns }] });
/** What runs during a deploy and what runs afterwards stay apart: the one has Pulumi, the other the AWS SDK. */
const outsideUnits = [
  {
    regex: "(^|/)runtime/[^/]+/",
    message: "Code of a runtime unit runs in AWS: give its archive to a function (components/runtime).",
  },
  {
    regex: "^@aws-(sdk|lambda-powertools)/",
    message: "Only runtime units call AWS; a deploy only declares.",
  },
];
const insideUnits = [
  { regex: "^@pulumi/", message: "A runtime unit declares nothing: it imports no Pulumi." },
];

/** Imports of the pack: pure folders of components, small parts of errors, and `more` of components. */
const packImports = (more) =>
  layer(
    {
      regex: `^(\\.\\./)+(accounts|tools|components/(?!${more}facts|residency|naming|errors/(key-path|nearest|pulumi-yaml|yaml-value)$))`,
      message:
        "The pack may import only components/facts, components/residency, components/naming and the small parts of components/errors.",
    },
    { regex: "^@pulumi/(aws|awsx|aws-native)", message: "The pack loads no provider SDK." },
  );

export default tseslint.config(
  { ignores: ["bin/", "coverage/", "out/", "node_modules/", ".meridian/", "**/*.cjs", "**/*.mjs"] },
  js.configs.recommended,
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "max-lines": ["error", { max: 300, skipBlankLines: true, skipComments: true }],
      "max-lines-per-function": ["error", { max: 80, skipBlankLines: true, skipComments: true }],
      "max-params": ["error", 4],
      "no-console": "error",
      "no-restricted-properties": ["error", environment],
      "no-restricted-syntax": ["error", providerRule, resourceInApply],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/restrict-plus-operands": "error",
      "@typescript-eslint/no-base-to-string": "error",
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/consistent-type-imports": ["error", { disallowTypeAnnotations: false }],
      "@typescript-eslint/no-explicit-any": "error",
    },
  },
  {
    files: ["components/**/*.ts"],
    rules: layer(...above("accounts", "policy-pack", "tools"), ...outsideUnits),
  },
  {
    files: ["components/*/runtime/**/*.ts"],
    rules: {
      ...layer(...above("accounts", "policy-pack", "tools"), ...insideUnits),
      "no-restricted-properties": "off",
    },
  },
  {
    files: ["components/facts/**/*.ts", "components/residency/**/*.ts", "components/naming/**/*.ts"],
    rules: {
      "no-restricted-imports": [
        "error",
        {
          patterns: [
            { regex: "^@pulumi/", message: "This module is pure: it imports no Pulumi." },
            {
              regex: "^(\\.\\./)+(?!facts|residency|naming)",
              message: "Pure modules import only facts, residency and naming.",
            },
          ],
        },
      ],
    },
  },
  { files: ["policy-pack/**/*.ts"], rules: packImports("") },
  // What tests the pack is not part of it: it may lay out folders as the other tests do.
  { files: ["policy-pack/testing/**/*.ts"], rules: packImports("project/root$|testing/link-tree$|") },
  { files: ["accounts/**/*.ts"], rules: layer(...above("policy-pack", "tools"), ...outsideUnits) },
  { files: ["accounts/scope.ts"], rules: { "no-restricted-syntax": ["error", resourceInApply] } },
  { files: ["policy-pack/context.ts", "tools/**/*.ts"], rules: { "no-restricted-properties": "off" } },
  { files: ["tools/**/*.ts"], rules: { "no-console": "off" } },
  {
    files: ["**/*.spec.ts", "components/testing/**/*.ts", "components/*/runtime/*/{testing,on-emulator}.ts"],
    rules: {
      "max-lines-per-function": "off",
      "no-restricted-properties": "off",
      "no-restricted-syntax": "off",
      "no-restricted-imports": "off",
    },
  },
);
