import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const hook = join(import.meta.dirname, '../support/from-source.mjs');

/** A program of this folder in a process of its own, and the lines it has written so far. */
export interface Child {
  readonly process: ChildProcess;
  readonly lines: string[];
  /** Resolves with the first line that starts so. */
  line(start: string): Promise<string>;
  /** Resolves when the process has ended and all it wrote is in `lines`; an unfinished last line is left out. */
  ended(): Promise<number | null>;
}

/** Starts `file` of this folder; `shell` is put before the command if it must run under something. */
export function start(file: string, given: readonly string[], shell: readonly string[] = []): Child {
  const node = [process.execPath, '--conditions=source', '--import', hook, join(import.meta.dirname, file), ...given];
  const [command = '', ...words] = [...shell, ...node];
  const child = spawn(command, words, { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines: string[] = [];
  const waiting = new Set<() => void>();
  let rest = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    const parts = (rest + text).split('\n');
    rest = parts.pop() ?? '';
    lines.push(...parts);
    for (const look of waiting) look();
  });
  const closed = once(child, 'close').then(([code]) => code as number | null);
  return {
    process: child,
    lines,
    line: (begin) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const found = lines.find((line) => line.startsWith(begin));
          if (found === undefined) return;
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
        void closed.then((code) => {
          reject(new Error(`ended with ${code} before it wrote ${begin}`));
        });
      }),
    ended: () => closed,
  };
}
