// What holds without running a test. `npm run check` runs all of it, `npm run check -- lint types` a part.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { environment, onOwnNode, root } from './runtime.mjs';

/** Names of npm scripts, the longest first. */
export const checks = ['lint', 'types', 'build', 'knip', 'boundaries', 'format'];

const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** Runs a shell command; returns its output and whether it succeeded. */
function run(command) {
  return new Promise((resolve) => {
    const child = spawn(command, { cwd: root, env: environment(), shell: true, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8');
      stream.on('data', (text) => (output += text));
    }
    child.on('error', (error) => resolve({ ok: false, output: `${output}${error.message}\n` }));
    child.on('close', (code) => resolve({ ok: code === 0, output }));
  });
}

async function runOne([name, command]) {
  const startedAt = Date.now();
  const { ok, output } = await run(command);
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
  process.stdout.write(`${ok ? '' : `\n${output.trim()}\n`}${ok ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)\n`);
  return ok;
}

/**
 * Runs checks, and `more` commands by name, as many at a time as there are cores; returns how many passed and failed.
 */
export async function runChecks(names = checks, more = []) {
  const waiting = [...names.map((name) => [name, scripts[name]]), ...more];
  const results = [];
  const worker = async () => {
    for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) results.push(await runOne(one));
  };
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), waiting.length) }, worker));
  const passed = results.filter(Boolean).length;
  return { passed, failed: results.length - passed };
}

if (process.argv[1] === import.meta.filename) {
  await onOwnNode();
  const asked = process.argv.slice(2);
  const unknown = asked.filter((name) => !checks.includes(name));
  if (unknown.length > 0) {
    process.stderr.write(`There is no check named ${unknown.join(', ')}: ${checks.join(', ')}.\n`);
    process.exit(2);
  }
  const { passed, failed } = await runChecks(asked.length > 0 ? asked : checks);
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  process.exitCode = failed > 0 ? 1 : 0;
}
