// `npm test -- quick`: finds most mistakes in 90 seconds. This is the one place that says what it leaves out.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './runtime.mjs';

/** Minutes of a whole run, and seconds of a quick one, on two quiet cores. */
export const WHOLE_MINUTES = 15;
export const QUICK_SECONDS = 90;

/** Checks of a quick run; `lint` and `format` look at the files alone that differ from the last commit. */
export const checks = ['types', 'boundaries'];

/** Where its specs lie, and those among them that start servers or processes, or compare thousands of histories. */
const WITHIN = ['libs/', 'apps/'];
const WITHOUT = [
  'libs/ledger/contract/',
  'libs/ledger/eventstoredb/',
  'libs/ledger/sqlite/',
  'libs/vault/',
  'apps/service/demonstration/',
];

/** What Jest is asked for. */
export const specs = [
  ...WITHIN.map((path) => join(root, path)),
  '--testPathIgnorePatterns',
  '/node_modules/',
  ...WITHOUT,
];

/** Commands over the files that differ from the last commit, by name; none if git knows of none. */
export function changedChecks() {
  const git = (...words) => spawnSync('git', words, { cwd: root, encoding: 'utf8' }).stdout ?? '';
  const names = `${git('diff', '--name-only', '--relative', 'HEAD')}${git('ls-files', '--others', '--exclude-standard')}`;
  const files = names.split('\n').filter((name) => name !== '' && existsSync(join(root, name)));
  const code = files.filter((name) => /\.(ts|mjs|cjs|js)$/.test(name));
  const quoted = (list) => list.map((name) => `'${name}'`).join(' ');
  return [
    ...(code.length > 0 ? [['lint', `eslint --max-warnings 0 --no-warn-ignored ${quoted(code)}`]] : []),
    ...(files.length > 0 ? [['format', `prettier --check --ignore-unknown ${quoted(files)}`]] : []),
  ];
}
