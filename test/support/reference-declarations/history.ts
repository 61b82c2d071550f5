import type { Ref } from '../reference/finding.js';
import { readEntry, stored, type Fact as Recorded, type Ids } from '../reference/history.js';
import { level, param, type Pack } from './pack.js';

/** One parsed entry of an event file. */
export type Entry = Record<string, any> & { t: string; e?: string; command?: string; rec?: string; event?: string };

/** One event: `at` when it happened, `rec` when it was recorded, `line` and `place` where it stands in the file. */
export interface Fact {
  e: string;
  at: number;
  rec: number;
  line: number;
  place: number;
  id: string;
  token: string | null;
  f: Record<string, any>;
}

/** What had happened by `at`, in order, as known at `knownAt`: what every reading starts from. */
export interface Past {
  facts: Fact[];
  at: number;
  knownAt: number;
  pack: Pack;
}

export function factOf({ type, t, rec, line, place, event, token, f }: Recorded): Fact {
  return { e: type, at: t, rec, line, place, id: event, token, f };
}

export function refOf({ at, rec, line, place, id, token, f }: Fact): Ref {
  return { t: at, rec, line, place, event: id, token, f };
}

const COMMAND = 'AgreeCompanyRecruitmentParticipation';

// events.md: a granted command leaves an event at the command's `t`; only a rule of mode `block` refuses.
function granted(command: Recorded, pack: Pack): Recorded[] {
  if (command.type !== COMMAND) return [];
  const rule = 'stf.company_recruitment';
  const blocks = level(pack, rule) !== null && pack.rules[rule]?.mode === 'block';
  if (blocks && command.f['by'] !== param(pack, rule, 'authoriser')) return [];
  return [{ ...command, type: 'CompanyRecruitmentParticipationAgreed' }];
}

function read(entries: Entry[], ids?: Ids): { isCommand: boolean; fact: Recorded }[] {
  return entries.flatMap((entry, line) =>
    readEntry(entry, line, ids).map((fact) => ({ isCommand: entry.command !== undefined, fact })),
  );
}

/** Every event of the file and what its commands leave; the same event id in two entries is stored once (events.md). */
export function allFacts(entries: Entry[], pack: Pack, ids?: Ids): Recorded[] {
  return stored(read(entries, ids).flatMap(({ isCommand, fact }) => (isCommand ? granted(fact, pack) : [fact])));
}

// Readings 1.3: `at` defaults to the greatest `occurredAt` of events and commands, `knownAt` to the greatest `recordedAt`.
export function defaultInstants(entries: Entry[]): { at: number; knownAt: number } {
  const counted = stored(read(entries).map(({ fact }) => fact));
  return {
    at: Math.max(...counted.map((fact) => fact.t)),
    knownAt: Math.max(...counted.map((fact) => fact.rec)),
  };
}
