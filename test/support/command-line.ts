import { type SpawnSyncReturns, spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { text as textOf } from 'node:stream/consumers';

const script = join(import.meta.dirname, '..', '..', 'apps', 'dev', 'evenhand.mjs');

export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function environment(extra: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { EVENHAND_DATA: _data, EVENHAND_DEBUG: _debug, NODE_OPTIONS: _options, ...rest } = process.env;
  return { ...rest, COLUMNS: '100', ...extra };
}

/** Runs the real `evenhand` and waits for it. */
export function evenhand(
  args: readonly string[],
  options: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv } = {},
): Ran {
  const run: SpawnSyncReturns<string> = spawnSync(process.execPath, [script, ...args], {
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
    env: environment(options.env ?? {}),
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
  });
  return { code: run.status, out: run.stdout, err: run.stderr };
}

/** The same without waiting: for a test that serves what the command asks for. */
export async function evenhandAsync(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ran> {
  const child = spawn(process.execPath, [script, ...args], {
    env: environment(env),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const [out, err] = await Promise.all([textOf(child.stdout), textOf(child.stderr)]);
  return { code: await ended, out, err };
}

/** Starts the real `evenhand` and kills it without warning as soon as `isDue` says so; answers whether it was still running. */
export async function evenhandKilled(args: readonly string[], isDue: () => boolean): Promise<boolean> {
  const child = spawn(process.execPath, [script, ...args], { stdio: 'ignore', env: environment({}) });
  const ended = new Promise<NodeJS.Signals | null>((resolve) => child.once('exit', (_code, signal) => resolve(signal)));
  const timer = setInterval(() => {
    if (isDue()) child.kill('SIGKILL');
  }, 1);
  const signal = await ended;
  clearInterval(timer);
  return signal === 'SIGKILL';
}
