import type { CommandTable } from './command.js';

/** One command of the command line. */
export interface Command {
  readonly table: CommandTable;
  /** Runs the command; `loadTables` loads the tables of all commands. */
  run(args: readonly string[], loadTables: () => Promise<readonly CommandTable[]>): void | Promise<void>;
}

/** Each command is loaded when it is called: a replay must not wait for the ledger. */
export const commands: ReadonlyMap<string, () => Promise<Command>> = new Map<string, () => Promise<Command>>([
  ['replay', () => import('./replay.js')],
  ['events', () => import('./events.js')],
  ['packs', () => import('./packs.js')],
  ['projection', () => import('./projection.js')],
  ['explain', () => import('./explain.js')],
  ['import', () => import('./import.js')],
  ['export', () => import('./export.js')],
  ['move', () => import('./move.js')],
  ['keys', () => import('./keys.js')],
  ['completion', () => import('./completion.js')],
]);

/** The tables of all commands, in the order in which the help lists them. */
export async function loadTables(): Promise<readonly CommandTable[]> {
  const loaded = await Promise.all([...commands.values()].map((load) => load()));
  return loaded.map(({ table }) => table);
}
