import tseslint from 'typescript-eslint';
import { house, restrictedGlobals, restrictedImports, restrictedSyntax } from './apps/dev/lint-house.mjs';

const typescript = ['apps/**/*.ts', 'libs/**/*.ts', 'test/**/*.ts'];
const sources = ['apps/**/*.ts', 'libs/**/*.ts'];
const specs = ['**/*.spec.ts', 'libs/ledger/contract/**/*.ts', 'test/**/*.ts'];
const pureRooms = ['pages', 'features', 'catalogue', 'council', 'kernel', 'fairness', 'merkle'];
const totalRooms = ['features', 'fairness', 'merkle'];
const filesOf = (rooms) => rooms.map((room) => `libs/${room}/**/*.ts`);

/** Rules of ESLint itself that find faults which the compiler does not. */
const core = {
  eqeqeq: 'error',
  'no-cond-assign': 'error',
  'no-constant-condition': ['error', { checkLoops: false }],
  'no-control-regex': 'error',
  'no-debugger': 'error',
  'no-dupe-else-if': 'error',
  'no-duplicate-case': 'error',
  'no-empty': 'error',
  'no-empty-pattern': 'error',
  'no-irregular-whitespace': 'error',
  'no-loss-of-precision': 'error',
  'no-misleading-character-class': 'error',
  'no-prototype-builtins': 'error',
  'no-self-assign': 'error',
  'no-self-compare': 'error',
  'no-sparse-arrays': 'error',
  'no-unsafe-finally': 'error',
  'no-unsafe-optional-chaining': 'error',
  'no-unused-private-class-members': 'error',
  'no-useless-assignment': 'error',
  'no-useless-catch': 'error',
  'no-useless-escape': 'error',
  'prefer-const': 'error',
  'no-var': 'error',
};

/** The strict preset, less what makes noise and plus what the house needs. */
const typed = {
  ...core,
  '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
  // A default hands the other cases on or passes them over, in writing; without one every case stands there.
  '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
  '@typescript-eslint/ban-ts-comment': [
    'error',
    { 'ts-expect-error': 'allow-with-description', minimumDescriptionLength: 10 },
  ],
  '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
  '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
  '@typescript-eslint/no-unnecessary-condition': ['error', { allowConstantLoopConditions: 'only-allowed-literals' }],
  '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
  '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
  // A method that answers a promise because its port says so need not wait for anything.
  '@typescript-eslint/require-await': 'off',
};

const ceilings = {
  'max-lines': ['error', 300],
  'max-lines-per-function': ['error', 40],
  // An exhaustive switch counts as one decision: the other rule wants every case of it written out.
  complexity: ['error', { max: 10, variant: 'modified' }],
  'max-params': ['error', 4],
  'max-depth': ['error', 3],
};

export default tseslint.config(
  { ignores: ['dist*/', 'node_modules/', 'coverage/', 'data/'] },
  {
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    plugins: { house },
    rules: { 'house/explain-disable': 'error', 'no-restricted-syntax': restrictedSyntax.everywhere },
  },
  { files: ['**/*.js', '**/*.mjs', '**/*.cjs'], rules: core },
  {
    files: typescript,
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: typed,
  },
  { files: sources, ignores: specs, rules: { ...ceilings, 'no-console': 'error' } },
  {
    files: ['libs/**/*.ts'],
    ignores: specs,
    rules: { '@typescript-eslint/explicit-module-boundary-types': 'error' },
  },
  {
    files: filesOf(pureRooms),
    ignores: specs,
    rules: { 'no-restricted-syntax': restrictedSyntax.pure, 'no-restricted-globals': restrictedGlobals },
  },
  { files: filesOf(totalRooms), ignores: specs, rules: { 'no-restricted-syntax': restrictedSyntax.pureAndTotal } },
  { files: ['apps/**/*.ts'], ignores: specs, rules: { 'no-restricted-imports': restrictedImports.apps } },
  {
    files: ['libs/**/*.ts'],
    ignores: ['libs/ledger/**', ...specs],
    rules: { 'no-restricted-imports': restrictedImports.rooms },
  },
  { files: ['libs/bus/**/*.ts'], ignores: specs, rules: { 'no-restricted-imports': restrictedImports.bus } },
  {
    // The slow reference reads raw entries of every family; the typed fields are what it is held against.
    files: ['test/support/reference-declarations/**/*.ts'],
    rules: { '@typescript-eslint/no-explicit-any': 'off', '@typescript-eslint/no-unnecessary-type-assertion': 'off' },
  },
  {
    files: specs,
    rules: {
      // Answers over HTTP and parsed files are untyped, and expect() says what they must be.
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
);
