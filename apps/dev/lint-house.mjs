// The house's own lint restrictions, each with what to do instead, and one rule of our own.

const everywhere = [
  { selector: 'ExportAllDeclaration', message: 'Name what leaves the room: export { a, b } from, never export *.' },
  { selector: 'TSEnumDeclaration', message: 'Use a union of strings instead of an enum.' },
];

const pure = [
  {
    selector: 'NewExpression[callee.name="Date"][arguments.length=0], CallExpression[callee.name="Date"]',
    message: 'Pure code has no clock: take the instant as an argument.',
  },
  {
    selector: 'MemberExpression[object.name=/^(Date|performance)$/][property.name="now"]',
    message: 'Pure code has no clock: take now as an argument.',
  },
  {
    selector: 'MemberExpression[object.name="Math"][property.name="random"]',
    message: 'Pure code has no chance: take the seed or the bytes as an argument.',
  },
  {
    selector: ':function[async=true], AwaitExpression, ForOfStatement[await=true]',
    message: 'Pure code does not wait: read first, then call it with what was read.',
  },
  {
    selector:
      'MemberExpression[property.name=/^(localeCompare|toLocale\\w*|getTimezoneOffset|get(FullYear|Month|Date|Day|Hours|Minutes))$/]',
    message:
      'Pure code does not know the locale or zone of its machine: use the instants of kernel, compare code units.',
  },
];

const noThrow = [{ selector: 'ThrowStatement', message: 'A refusal is a value: return refused(...) of kernel.' }];

const impureGlobals = [
  'process',
  'console',
  'fetch',
  'crypto',
  'globalThis',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'queueMicrotask',
];

/** Options of no-restricted-syntax for the three kinds of source. */
export const restrictedSyntax = {
  everywhere: ['error', ...everywhere],
  pure: ['error', ...everywhere, ...pure],
  pureAndTotal: ['error', ...everywhere, ...pure, ...noThrow],
};

/** Options of no-restricted-globals for pure code. */
export const restrictedGlobals = [
  'error',
  ...impureGlobals.map((name) => ({ name, message: 'Pure code sees its arguments only: let apps or bus do this.' })),
];

const edgesOfCqrs = {
  name: '@nestjs/cqrs',
  allowImportNames: ['CommandBus', 'QueryBus'],
  message: 'An edge sends through CommandBus or QueryBus; messages, handlers and the module belong to libs/bus.',
};

const chosenLedger = {
  regex: '^#lib/ledger/index\\.js$',
  importNamePattern: '^open\\w*Ledger$',
  message: 'Take a Ledger as an argument: only an app or a test chooses which.',
};

const chosenKeyStore = {
  regex: '^#lib/vault/index\\.js$',
  importNamePattern: '^open\\w*KeyStore$',
  message: 'Take a Vault as an argument: only an app or a test chooses where its keys are kept.',
};

/** Options of no-restricted-imports for apps, for the bus and for every other room. */
export const restrictedImports = {
  apps: ['error', { paths: [edgesOfCqrs] }],
  bus: ['error', { patterns: [chosenLedger, chosenKeyStore] }],
  rooms: ['error', { paths: [edgesOfCqrs], patterns: [chosenLedger, chosenKeyStore] }],
};

/** A comment that turns a rule off, for a line, a block or (`eslint rule: off`) a file. */
const DIRECTIVE = /^\s*eslint(-disable(-next-line|-line)?)?(\s|$)/;
const REASON = /\s--\s+\S+/;

/** Every `eslint-disable` says why after `--`. */
const explainDisable = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { unexplained: 'Say why after two dashes: eslint-disable-next-line <rule> -- <reason>.' },
  },
  create(context) {
    return {
      Program() {
        for (const comment of context.sourceCode.getAllComments()) {
          if (!DIRECTIVE.test(comment.value) || REASON.test(comment.value)) continue;
          // A place before the comment's own line, so that the comment cannot silence the report about itself.
          const start = { line: comment.loc.start.line, column: -1 };
          context.report({ loc: { start, end: comment.loc.end }, messageId: 'unexplained' });
        }
      },
    };
  },
};

export const house = { rules: { 'explain-disable': explainDisable } };
