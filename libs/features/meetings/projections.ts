import { formatInstant, localDay } from '#lib/kernel/index.js';
import type { Finding } from '#lib/protocol/index.js';
import type { Sight } from '../family.js';
import { isVoteInBreach } from './bars.js';
import { type InterestWord, type Requirement, claimOf } from './claims.js';
import type { Involvement } from './held.js';
import type { Item } from './items.js';
import { involvementOf, partFindings } from './rules.js';
import type { Registers } from './known.js';
import type { MeetingsState } from './state.js';

export interface ParticipationRow {
  readonly interest: InterestWord;
  readonly required: Requirement;
  readonly happened: 'voted' | 'withdrew' | 'abstained' | 'participated' | 'declared' | 'none';
  readonly verdict: 'clear' | 'breach' | 'warn';
}

/** P02: who held what in each item, what the protocol required, and what happened. */
export interface ParticipationView {
  readonly items: Readonly<Record<string, Readonly<Record<string, ParticipationRow>>>>;
  readonly votesInBreach: Readonly<Record<string, number>>;
  /** `lateByDays` in local days. */
  readonly lateKnowledge: readonly {
    readonly person: string;
    readonly occurredAt: string;
    readonly recordedAt: string;
    readonly lateByDays: number;
  }[];
}

function happenedIn({ part }: Involvement): ParticipationRow['happened'] {
  const { acts, withdrawals, declarations } = part;
  const lastAct = acts.at(-1);
  const lastWithdrawal = withdrawals.at(-1);
  if (acts.some(({ kind }) => kind === 'vote')) return 'voted';
  if (lastWithdrawal !== undefined && (lastAct === undefined || lastAct.at <= lastWithdrawal.at)) return 'withdrew';
  if (acts.some(({ kind }) => kind === 'abstention')) return 'abstained';
  if (acts.length > 0) return 'participated';
  return declarations.length > 0 ? 'declared' : 'none';
}

function verdictOf(findings: readonly Finding[]): ParticipationRow['verdict'] {
  if (findings.some(({ level }) => level === 'BREACH')) return 'breach';
  return findings.some(({ level }) => level === 'WARN') ? 'warn' : 'clear';
}

function rowsOf(state: MeetingsState, item: Item, known: Registers): Record<string, ParticipationRow> {
  const rows: Record<string, ParticipationRow> = {};
  for (const part of item.parts.values()) {
    const involved = involvementOf(state, part, known);
    rows[part.person] = {
      ...claimOf(involved),
      happened: happenedIn(involved),
      verdict: verdictOf(partFindings(involved)),
    };
  }
  return rows;
}

function votesInBreach(state: MeetingsState, item: Item, known: Registers): number {
  let number = 0;
  for (const part of item.parts.values()) {
    const involved = involvementOf(state, part, known);
    for (const act of part.acts) if (isVoteInBreach(involved, act)) number += 1;
  }
  return number;
}

/** P02 meeting-participation. */
export function participationView(state: MeetingsState, known: Registers): ParticipationView {
  const items: Record<string, Record<string, ParticipationRow>> = {};
  const votes: Record<string, number> = {};
  for (const item of state.items.values()) {
    if (item.parts.size > 0) items[item.id] = rowsOf(state, item, known);
    const number = votesInBreach(state, item, known);
    if (number > 0 || item.meeting !== null) votes[item.id] = number;
  }
  const lateKnowledge = state.late.map(({ person, at, rec }) => ({
    person,
    occurredAt: formatInstant(at),
    recordedAt: formatInstant(rec),
    lateByDays: localDay(rec) - localDay(at),
  }));
  return { items, votesInBreach: votes, lateKnowledge };
}

/** P02 for a member: their own part in each item, and nobody's arrears or interests but their own. */
export function ownParts({ items }: ParticipationView, { viewer: { person } }: Sight): object {
  const own = Object.entries(items).flatMap(([item, people]) => {
    const row = person === undefined ? undefined : people[person];
    return person === undefined || row === undefined ? [] : [[item, { [person]: row }] as const];
  });
  return { items: Object.fromEntries(own) };
}
