// `npm test`: installs what is missing, then every check and every test. `npm test -- path` runs only the tests there,
// `npm test -- quick` the checks and tests that quick.mjs names.
// The last line is `N passed, N failed`; before it stands what could not run, and why.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { runChecks } from './check.mjs';
import { install } from './install.mjs';
import { QUICK_SECONDS, WHOLE_MINUTES, changedChecks, checks, specs } from './quick.mjs';
import { environment, onOwnNode, root } from './runtime.mjs';

const VM_MODULES = '--experimental-vm-modules';

function jest(asked, folder) {
  const options = process.env.NODE_OPTIONS ?? '';
  const ownWorkers = asked.some((one) => /^(-i|-w|--runInBand|--maxWorkers)/.test(one));
  const workers = ownWorkers ? [] : [`--maxWorkers=${availableParallelism()}`];
  const script = join(root, 'node_modules', 'jest', 'bin', 'jest.js');
  return spawnSync(
    process.execPath,
    [script, ...workers, '--json', `--outputFile=${join(folder, 'jest.json')}`, ...asked],
    {
      cwd: root,
      stdio: ['ignore', 'ignore', 'inherit'],
      env: {
        ...environment(),
        NODE_OPTIONS: options.includes(VM_MODULES) ? options : `${options} ${VM_MODULES}`.trim(),
        EVENHAND_NOT_RUN: join(folder, 'not-run'),
        EVENHAND_TESTED: root,
      },
    },
  );
}

/** A test that is skipped or only planned counts as failed, and so does a file that cannot be loaded. */
function count(folder, notRun) {
  if (!existsSync(join(folder, 'jest.json'))) return { passed: 0, failed: 0 };
  const found = JSON.parse(readFileSync(join(folder, 'jest.json'), 'utf8'));
  const failed = found.numFailedTests + found.numRuntimeErrorTestSuites + found.numPendingTests + found.numTodoTests;
  return { passed: found.numPassedTests - notRun.length, failed };
}

function readNotRun(folder) {
  if (!existsSync(join(folder, 'not-run'))) return [];
  const lines = readFileSync(join(folder, 'not-run'), 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line));
}

function runTests(asked) {
  const folder = mkdtempSync(join(tmpdir(), 'evenhand-test-'));
  try {
    const { status } = jest(asked, folder);
    const notRun = readNotRun(folder);
    const { passed, failed } = count(folder, notRun);
    return { passed, failed: failed === 0 && status !== 0 ? 1 : failed, notRun };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (process.env.EVENHAND_TESTED === root) {
  process.stderr.write('npm test runs in this folder already, and started itself.\n');
  process.exit(1);
}
if (!install()) process.exit(1);
await onOwnNode();
const asked = process.argv.slice(2);
const isQuick = asked.length === 1 && asked[0] === 'quick';

function sayHowLong() {
  const quick = `some ${QUICK_SECONDS} seconds on two quiet cores`;
  const whole = `some ${WHOLE_MINUTES} minutes on two quiet cores; npm test -- quick takes ${QUICK_SECONDS} seconds`;
  if (isQuick) process.stdout.write(`Types, boundaries, what changed, and the fast tests: ${quick}.\n`);
  else if (asked.length === 0) process.stdout.write(`Every check and every test: ${whole}.\n`);
}

async function runAskedChecks() {
  if (isQuick) return runChecks(checks, changedChecks());
  return asked.length > 0 ? { passed: 0, failed: 0 } : runChecks();
}

sayHowLong();
const checked = await runAskedChecks();
const tested = runTests(isQuick ? specs : asked);
const failed = checked.failed + tested.failed;
for (const { name, reason } of tested.notRun) process.stdout.write(`not run: ${name}: ${reason}\n`);
process.stdout.write(`NOT RUN: ${tested.notRun.length}\n${checked.passed + tested.passed} passed, ${failed} failed\n`);
process.exitCode = failed > 0 ? 1 : 0;
