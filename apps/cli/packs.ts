import { basename } from 'node:path';
import { builtInPacks, loadPack } from '#lib/protocol/index.js';
import { ask, misuse } from './arguments.js';
import type { CommandTable } from './command.js';
import { diff } from './packs-diff.js';
import { publish } from './packs-publish.js';
import { row, tableOf } from './packs-table.js';
import { bytesOf } from './files.js';
import { councilOption, dataOption, jsonOption } from './options.js';
import { EXIT, Stop, problemLines } from './outcome.js';
import { lookOf, write, writeJson } from './output.js';

export const table: CommandTable = {
  name: 'packs',
  brief: 'list the protocol packs, check one, compare two, publish one',
  does: [],
  forms: [
    'packs list [--json]',
    'packs check FILE [--json]',
    'packs diff A B [--json]',
    'packs publish FILE --council ID [--data DIR] [--json]',
  ],
  operands: [
    { name: 'list', says: 'the protocol packs that come with Evenhand', offers: ['list', 'check', 'diff', 'publish'] },
    { name: 'check', says: 'run every check of a pack file; exit code 1 if one fails', offers: 'file' },
    { name: 'diff', says: 'what differs between two packs, each an id or a file', offers: 'file' },
    {
      name: 'publish',
      says: "put a pack file on a council's record, once it passes every check: it can be adopted there from then on",
      offers: 'file',
    },
  ],
  options: [councilOption, dataOption, jsonOption],
};

/** `evenhand packs`: list, check, diff, publish. */
export async function run([name = '', ...args]: readonly string[]): Promise<void> {
  if (name === 'list') list(args);
  else if (name === 'check') check(args);
  else if (name === 'diff') diff(args);
  else if (name === 'publish') await publish(args);
  else throw misuse(name === '' ? 'list, check, diff or publish is missing' : `packs has no command ${name}`);
}

function list(args: readonly string[]): void {
  const asked = ask(args, { options: [jsonOption], operands: [] });
  const rows = builtInPacks().all().map(row);
  if (asked.flag('json')) writeJson({ packs: rows });
  else write(`${tableOf(rows, lookOf(asked))}\n`);
}

function check(args: readonly string[]): void {
  const asked = ask(args, { options: [jsonOption], operands: [{ name: 'FILE' }] });
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
