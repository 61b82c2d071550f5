import { basename } from 'node:path';
import { type Pack, builtInPacks, loadPack } from '#lib/protocol/index.js';
import { ask, misuse } from './arguments.js';
import type { CommandTable } from './command.js';
import { diff } from './packs-diff.js';
import { bytesOf } from './files.js';
import { jsonOption } from './options.js';
import { EXIT, Stop, problemLines } from './outcome.js';
import { lookOf, write, writeJson } from './output.js';
import { type Look, renderRows } from './render.js';

export const table: CommandTable = {
  name: 'packs',
  brief: 'list the protocol packs, check one, compare two',
  does: [],
  forms: ['packs list [--json]', 'packs check FILE [--json]', 'packs diff A B [--json]'],
  operands: [
    { name: 'list', says: 'the protocol packs that come with Evenhand', offers: ['list', 'check', 'diff'] },
    { name: 'check', says: 'run every check of a pack file; exit code 1 where one fails', offers: 'file' },
    { name: 'diff', says: 'what differs between two packs, each an id or a file', offers: 'file' },
  ],
  options: [jsonOption],
};

/** `evenhand packs`: list, check, diff. */
export function run([name = '', ...args]: readonly string[]): void {
  if (name === 'list') list(args);
  else if (name === 'check') check(args);
  else if (name === 'diff') diff(args);
  else throw misuse(name === '' ? 'list, check or diff is missing' : `packs has no command ${name}`);
}

interface Row {
  readonly id: string;
  readonly version: string;
  readonly state: string;
  /** Stands beside a council's own pack. */
  readonly overlay: boolean;
  readonly rules: number;
  readonly hard: number;
  readonly routes: number;
  readonly hash: string;
}

function tableOf(rows: readonly Row[], look: Look): string {
  const short = rows.map((one) => ({ ...one, hash: one.hash.slice(0, 12) }));
  return renderRows(short, look);
}

function row(pack: Pack): Row {
  const hard = [...pack.rules.values()].filter(({ mode }) => mode === 'block' || mode === 'breach').length;
  const { id, version, hash } = pack.ref;
  const { state, overlay } = pack;
  return { id, version, state, overlay, rules: pack.rules.size, hard, routes: pack.routes.size, hash };
}

function list(args: readonly string[]): void {
  const asked = ask(args, { options: table.options, operands: [] });
  const rows = builtInPacks().all().map(row);
  if (asked.flag('json')) writeJson({ packs: rows });
  else write(`${tableOf(rows, lookOf(asked))}\n`);
}

function check(args: readonly string[]): void {
  const asked = ask(args, { options: table.options, operands: [{ name: 'FILE' }] });
  const path = asked.positionals[0] ?? '';
  const name = basename(path);
  const result = loadPack(bytesOf(path), name);
  const problems = result.ok ? [] : result.refusal.problems;
  if (asked.flag('json'))
    writeJson({ file: name, ok: result.ok, ...(result.ok ? { pack: row(result.value) } : {}), problems });
  else if (result.ok) write(`${name} passes every check\n${tableOf([row(result.value)], lookOf(asked))}\n`);
  else write(`${problemLines(name, problems).join('\n')}\n`);
  if (!result.ok)
    throw new Stop(EXIT.findings, `${name} fails ${problems.length === 1 ? '1 check' : `${problems.length} checks`}`);
}
