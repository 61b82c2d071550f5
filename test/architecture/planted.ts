import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export const root = join(import.meta.dirname, '..', '..');

/** Text of a file by its path from the root of the tree. */
export type Tree = Readonly<Record<string, string>>;

/** A new folder outside the project that holds the project's own compiler settings, and these files. */
export function plantTree(files: Tree): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'evenhand-planted-')));
  for (const name of ['package.json', 'tsconfig.json']) copyFileSync(join(root, name), join(folder, name));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, dirname(path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

/** Makes the project's packages visible in a planted folder. */
export function linkPackages(folder: string): void {
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'dir');
}

/** Runs a script of the project's packages in a folder and answers what it wrote as JSON. */
export function runForJson(script: string, args: readonly string[], cwd: string): unknown {
  const run = spawnSync(process.execPath, [join(root, 'node_modules', script), ...args], {
    cwd,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (!/^\s*[[{]/.test(run.stdout)) throw new Error(`${script} said: ${run.stdout}${run.stderr}`);
  return JSON.parse(run.stdout);
}
