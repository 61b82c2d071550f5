import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Workshop } from './ledgers.js';

const names = ['act', 'emmett'] as const;
export type PeerName = (typeof names)[number];

/** Events a second of a peer's appends, one at a time, and of its reading. */
export interface PeerRates {
  readonly appended: number;
  readonly read: number;
}

export interface Peers {
  readonly ready: readonly PeerName[];
  /** Why the others are not there. */
  readonly missing: readonly string[];
}

const root = join(import.meta.dirname, '../..');
const folderOf = (name: PeerName): string => join(import.meta.dirname, 'peer', name);

/** Headers of the Node that the project brings along, for a driver that has to be compiled. */
function compileSettings(): Record<string, string> {
  const own = join(root, 'node_modules', `node-${process.platform}-${process.arch}`);
  return existsSync(join(own, 'include')) ? { npm_config_nodedir: own } : {};
}

/** Installs what is missing into each peer's own folder; EVENHAND_BENCH_PEERS names those wanted, `none` for none. */
export function installPeers(): Peers {
  const wanted = process.env['EVENHAND_BENCH_PEERS'] ?? names.join(',');
  const ready: PeerName[] = [];
  const missing: string[] = [];
  for (const name of names) {
    if (!wanted.split(',').includes(name)) missing.push(`${name}: not asked for`);
    else if (install(name)) ready.push(name);
    else missing.push(`${name}: cannot be installed`);
  }
  return { ready, missing };
}

function install(name: PeerName): boolean {
  const folder = folderOf(name);
  const done = join(folder, 'node_modules', '.package-lock.json');
  if (existsSync(done)) return true;
  process.stderr.write(`installing the peer ${name} into test/bench/peer/${name} (emmett compiles for some minutes)\n`);
  const npm = spawnSync('npm', ['install', '--no-package-lock', '--no-audit', '--no-fund'], {
    cwd: folder,
    env: { ...process.env, ...compileSettings() },
    encoding: 'utf8',
  });
  if (npm.status === 0) return true;
  process.stderr.write(npm.stderr);
  rmSync(join(folder, 'node_modules'), { recursive: true, force: true });
  return false;
}

/** Runs a peer in a process and an empty folder of its own; null if it broke down, as its own words on stderr tell. */
export async function runPeer(name: PeerName, workshop: Workshop, count: number): Promise<PeerRates | null> {
  const folder = workshop.path(`${name}-${performance.now()}`);
  mkdirSync(folder);
  const child = spawn(process.execPath, ['run.mjs', folder, String(count)], {
    cwd: folderOf(name),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (part: string) => (text += part));
  await new Promise((resolve) => child.once('close', resolve));
  rmSync(folder, { recursive: true });
  const line = text.split('\n').find((one) => one.startsWith('result '));
  return line === undefined ? null : (JSON.parse(line.slice('result '.length)) as PeerRates);
}
