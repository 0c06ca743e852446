import eslint from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import { builtinRules } from 'eslint/use-at-your-own-risk';
import tseslint from 'typescript-eslint';

/** What scripts may use without an import; TypeScript itself knows the names in .ts files. */
const NODE_GLOBALS = Object.fromEntries(
  ['AbortController', 'AbortSignal', 'Buffer', 'URL', 'clearInterval', 'clearTimeout', 'console', 'fetch', 'process']
    .concat(['setImmediate', 'setInterval', 'setTimeout', 'structuredClone', 'TextDecoder', 'TextEncoder'])
    .map((name) => [name, 'readonly']),
);

const NO_DEFAULT_EXPORT = {
  selector: 'ExportDefaultDeclaration',
  message: 'Named exports only: one name for one thing wherever it is used.',
};
const NO_BARREL = {
  selector: 'ExportAllDeclaration, ExportNamedDeclaration[source]',
  message: "Only a lib's index.ts re-exports: import from where it is written.",
};
const NO_ENVIRONMENT = {
  // PATH is no setting: whoever starts a program hands it on.
  selector:
    ":not(MemberExpression[property.value='PATH']) > MemberExpression[object.name='process'][property.name='env']",
  message: 'The environment is parsed once, in settings.ts: take what you need from there.',
};

/** Programs that talk to a person; and what has no logger until its settings are read. */
const CONSOLE_ALLOWED = ['apps/cli/**', 'apps/standalone/**', 'apps/*/src/{main,prepare}.ts', 'test/run.mjs'];

export default defineConfig(
  globalIgnores(['dist/', 'coverage/', '.shipei/', 'libs/client/src/generated.ts']),
  eslint.configs.recommended,
  {
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    // ESLint has one severity a rule: the same rule under a second name warns before it fails.
    plugins: { soon: { rules: { 'max-lines': builtinRules.get('max-lines') } } },
    rules: {
      // `== null` asks for both kinds of nothing at once.
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
      'no-restricted-syntax': ['error', NO_DEFAULT_EXPORT, NO_BARREL],
      'max-lines': ['error', { max: 400 }],
      'soon/max-lines': ['warn', { max: 300 }],
    },
  },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      // In a file with decorators it reports nothing: there an import that looks type-only may be what Nest injects by or
      // TypeORM reads a column's type from (emitDecoratorMetadata), and the fix would erase it.
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],

      // Where the house style differs:
      // Terminal escapes in what vendors print are an attack: code and tests have to name them.
      'no-control-regex': 'off',
      // Numbers and booleans read as themselves; what must not slip into a text are objects, null and undefined.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      // `() => timer.unref()` is a line; the value that isn't there is nobody's trap.
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidOperator: true, ignoreVoidReturningFunctions: true },
      ],
      // `async () => void (await query(…))` says that the answer is dropped, also where its type is void today.
      '@typescript-eslint/no-meaningless-void-operator': 'off',
      // The shape asked for returns a promise; `async` keeps a throw a rejection.
      '@typescript-eslint/require-await': 'off',
      // The compiler narrows across an await and so takes a stop or abort that comes meanwhile for impossible.
      '@typescript-eslint/no-unnecessary-condition': 'off',
      // A handler of an operation without an answer returns nothing: `void` is then one branch of a conditional type.
      '@typescript-eslint/no-invalid-void-type': 'off',
      // A type parameter used once in the signature still ties a table to its entry in the body.
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      // Nest's modules are empty classes under a decorator, and it types its plain options as classes.
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      // `const { secret, ...shown } = row` is how a field is left out.
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
    },
  },
  {
    files: ['**/*.{mjs,cjs}'],
    languageOptions: { globals: NODE_GLOBALS },
  },
  {
    files: ['**/*.cjs'],
    languageOptions: { sourceType: 'commonjs', globals: { module: 'writable' } },
  },
  {
    files: ['libs/*/src/index.ts'],
    rules: { 'no-restricted-syntax': ['error', NO_DEFAULT_EXPORT] },
  },
  {
    // Their readers want a default export.
    files: ['*.config.mjs', 'test/support/{global-*,longest-first}.mjs'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    files: ['libs/*/src/**', 'apps/{api,worker}/src/**'],
    ignores: ['libs/*/src/index.ts', '**/settings.ts'],
    rules: { 'no-restricted-syntax': ['error', NO_DEFAULT_EXPORT, NO_BARREL, NO_ENVIRONMENT] },
  },
  {
    // A schema is its own type: written out beside it there would be two that can differ.
    // Nor is what tests get from the generated client written out again.
    files: ['libs/contracts/src/**', 'test/**/*.ts'],
    rules: { '@typescript-eslint/explicit-module-boundary-types': 'off' },
  },
  { files: CONSOLE_ALLOWED, rules: { 'no-console': 'off' } },
  {
    // A shipped migration is never edited, however long it is.
    files: ['libs/database/src/migrations/*.ts'],
    rules: { 'max-lines': 'off', 'soon/max-lines': 'off' },
  },
);
