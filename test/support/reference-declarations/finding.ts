import { finding as found, type Finding } from '../reference/finding.js';
import { firstRecorded, type Fact as Recorded } from '../reference/history.js';
import { rule as ruleOf, type Level } from '../reference/pack.js';
import { refOf, type Fact } from './history.js';
import type { Pack } from './pack.js';

export type { Finding } from '../reference/finding.js';

/** What one finding is: the act or the period, what it rests on, and what resolved it. */
export interface Parts {
  rule: string;
  subject: string;
  at: number;
  /** What it rests on; the first is the anchor unless another is named. */
  on: (Fact | undefined)[];
  anchor?: Fact | null;
  /** What the rule read besides. */
  read?: (Fact | undefined)[];
  /** What resolved it; `remedied` says when, where that is not its own instant. */
  by?: Fact | undefined;
  remedied?: number | null;
  level?: Level | null | undefined;
  basis?: 'observed' | 'reported';
  /** Two things that one rule speaks of are different facts (readings 3.2): set where they would otherwise be one. */
  beside?: string;
  /** Clauses in place of the rule's own. */
  cites?: string[] | undefined;
  /** Who acts, for clauses that bind one kind of person. */
  who?: string | undefined;
  /** Of what is to be done soon and by no stated day. */
  elapsedDays?: number;
}

function present(facts: (Fact | undefined)[] = []): Fact[] {
  return facts.filter((fact) => fact !== undefined);
}

// Readings 3.3 and 3.4: the clauses of whoever acts; `recordedAt` the latest `recordedAt` of what it rests on.
export function finding(pack: Pack, parts: Parts, notBefore?: number): Finding[] {
  const rests = present(parts.on);
  const anchor = parts.anchor === undefined ? (rests[0] ?? null) : parts.anchor;
  const all = found(pack, ruleOf(pack, parts.rule), {
    subject: parts.subject,
    occurredAt: parts.at,
    anchor: anchor && refOf(anchor),
    rests: rests.map(refOf),
    read: present(parts.read).map(refOf),
    resolvers: present([parts.by]).map(refOf),
    remediedAt: parts.remedied === undefined ? (parts.by?.at ?? null) : parts.remedied,
    fact: parts.beside ?? '',
    who: parts.who,
    ...(parts.level === undefined ? {} : { level: parts.level }),
    ...(parts.basis === undefined ? {} : { basis: parts.basis }),
    ...(parts.cites === undefined ? {} : { cites: parts.cites }),
    ...(notBefore === undefined ? {} : { notBefore }),
  });
  const { elapsedDays } = parts;
  return elapsedDays === undefined ? all : all.map((one) => ({ ...one, elapsedDays }));
}

// Readings 3.4: for a period's end `recordedAt` is that second.
export function periodFinding(pack: Pack, parts: Parts): Finding[] {
  return finding(pack, parts, parts.at);
}

// Readings 3.4: of several facts each enough the first recorded counts.
export function earliest(facts: Fact[]): Fact | undefined {
  const all = facts.map((fact): [Fact, Pick<Recorded, 't' | 'rec' | 'line' | 'place'>] => [fact, refOf(fact)]);
  const [first] = firstRecorded(all.map(([, ref]) => ref));
  return all.find(([, ref]) => ref === first)?.[0];
}

// Readings 3.6: of what several events make together, the last of them in fold order.
export function lastOf(past: { facts: Fact[] }, facts: (Fact | undefined)[]): Fact | null {
  return past.facts.findLast((fact) => facts.includes(fact)) ?? null;
}

/** The subject of a finding about several things: each word followed by what it names. */
export function subject(...parts: string[]): string {
  return parts.join(' ');
}
