// Compiles apps and libs into dist when a source is newer than the last build; safe when several processes ask at once.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const stamp = join(root, 'dist', '.built');
const lock = join(root, 'node_modules', '.evenhand-build');
const STALE_LOCK_MS = 120_000;

const mtime = (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;

function newest(folder) {
  let latest = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    latest = Math.max(latest, entry.isDirectory() ? newest(path) : mtime(path));
  }
  return latest;
}

/** True when dist was built after the last change of any source. */
export function isFresh() {
  const built = mtime(stamp);
  if (built === 0) return false;
  if (!existsSync(join(root, 'node_modules', 'typescript'))) return true;
  return built > Math.max(newest(join(root, 'apps')), newest(join(root, 'libs')), mtime(join(root, 'tsconfig.build.json')));
}

function compile() {
  const startedAt = new Date();
  const out = join(root, `dist.${process.pid}`);
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const run = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.build.json', '--outDir', out], { cwd: root, encoding: 'utf8' });
  if (run.status !== 0) {
    rmSync(out, { recursive: true, force: true });
    process.stderr.write(`${run.stdout}${run.stderr}\n`);
    return false;
  }
  cpSync(join(root, 'libs/protocol/packs'), join(out, 'libs/protocol/packs'), { recursive: true });
  writeFileSync(join(out, '.built'), '');
  // A source saved while the compiler ran must count as newer than this build.
  utimesSync(join(out, '.built'), startedAt, startedAt);
  const old = join(root, `dist.old.${process.pid}`);
  if (existsSync(join(root, 'dist'))) renameSync(join(root, 'dist'), old);
  renameSync(out, join(root, 'dist'));
  rmSync(old, { recursive: true, force: true });
  return true;
}

const sleep = (ms) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);

/** Builds if needed; answers whether dist is usable. */
export function build() {
  while (!isFresh()) {
    try {
      mkdirSync(lock);
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      if (Date.now() - mtime(lock) > STALE_LOCK_MS) rmSync(lock, { recursive: true, force: true });
      sleep(100);
      continue;
    }
    try {
      return isFresh() || compile();
    } finally {
      rmSync(lock, { recursive: true, force: true });
    }
  }
  return true;
}

if (process.argv[1] === import.meta.filename && !build()) process.exit(1);
