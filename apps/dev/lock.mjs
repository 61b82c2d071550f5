import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';

const POLL_MS = 100;
/** Longer than any install or build takes. */
const ABANDONED_MS = 15 * 60_000;

const sleep = (ms) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function isAbandoned(path) {
  try {
    if (Date.now() - statSync(path).mtimeMs > ABANDONED_MS) return true;
    return !isAlive(Number(readFileSync(path, 'utf8')));
  } catch (error) {
    if (error.code === 'ENOENT') return false;
    throw error;
  }
}

function take(path) {
  try {
    writeFileSync(path, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

/** Runs `work` while no other process holds the lock file; takes over from a holder that has died. */
export function alone(path, work) {
  while (!take(path)) {
    if (isAbandoned(path)) rmSync(path, { force: true });
    else sleep(POLL_MS);
  }
  try {
    return work();
  } finally {
    rmSync(path, { force: true });
  }
}
