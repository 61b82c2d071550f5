// Installs the locked packages when they are missing or older than the lock file; safe when several processes ask at once.
import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { alone } from './lock.mjs';
import { narrate } from './narrate.mjs';
import { root } from './runtime.mjs';

const mtime = (path) => statSync(join(root, path), { throwIfNoEntry: false })?.mtimeMs ?? 0;
const isInstalled = () => mtime('node_modules/.package-lock.json') > mtime('package-lock.json');

function npm(args) {
  const script = process.env.npm_execpath;
  const [command, before] = script === undefined ? ['npm', []] : [process.execPath, [script]];
  return spawnSync(command, [...before, ...args], {
    cwd: root,
    // Standard output belongs to the command that asked.
    stdio: ['ignore', 2, 2],
    shell: script === undefined && process.platform === 'win32',
  });
}

/**
 * Returns whether the packages are there. No package needs its install script, and the build is asked for on its own.
 */
export function install() {
  if (isInstalled()) return true;
  return alone(join(root, '.lock-install'), () => {
    if (isInstalled()) return true;
    const what = 'Installing the packages that package-lock.json names (npm ci): once, a minute or two';
    return narrate(what, () => npm(['ci', '--ignore-scripts', '--loglevel=error']).status === 0);
  });
}

if (process.argv[1] === import.meta.filename && !install()) process.exit(1);
