import { type Instant, formatInstant, localDay } from '#lib/kernel/index.js';
import { type Finding, type Pack, type RuleId, levelOf, words } from '#lib/protocol/index.js';
import { isVoteInBreach, jointArrangementKnown, relationBars } from './bars.js';
import {
  type Involvement, type Registers, barringFigure, dispensationFor, isHeldAt, isHousing, isOwnDwelling, latest, tenancyOf,
} from './held.js';
import type { Act, Item } from './items.js';
import { involvementOf, partFindings } from './rules.js';
import type { InterestsState } from './state.js';

export const interestWords = [
  'dpi', 'ori', 'nri', 'tenancy', 'joint_arrangement', 'officer_interest', 'predetermined', 'relationship', 'barred', 'unstated', 'none',
] as const;
export type InterestWord = (typeof interestWords)[number];

const requirements = ['none', 'declare', 'abstain', 'withdraw'] as const;
export type Requirement = (typeof requirements)[number];

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

interface Claim {
  readonly interest: InterestWord;
  readonly required: Requirement;
}

/** Nothing is required by a rule that is silent or only recorded. */
function claim(pack: Pack, id: RuleId, interest: InterestWord, required: Requirement): Claim {
  return { interest, required: levelOf(pack.rules.get(id)?.mode) === null ? 'none' : required };
}

function interestClaims(involved: Involvement, pack: Pack, at: Instant): Claim[] {
  const significant = latest(involved.part.tests, at)?.significant === true;
  return involved.held
    .filter((held) => isHeldAt(held, at))
    .flatMap((held): Claim[] => {
      switch (held.category) {
        case 'tenancy':
          return [claim(pack, 'int.tenancy', 'tenancy', isOwnDwelling(involved.part, pack) ? 'withdraw' : 'declare')];
        case 'joint_arrangement':
          return [];
        case 'officer_interest':
          return [claim(pack, 'int.officer_interest', 'officer_interest', significant ? 'withdraw' : 'declare')];
        case 'dpi': {
          const dispensed = dispensationFor(involved, 'dpi', at, false) !== undefined;
          return [claim(pack, 'int.withdraw_if_significant', 'dpi', dispensed ? 'declare' : 'withdraw')];
        }
        default:
          return [claim(pack, 'int.withdraw_if_significant', held.category, significant ? 'withdraw' : 'declare')];
      }
    });
}

function standingClaims(involved: Involvement, pack: Pack, at: Instant): Claim[] {
  const { part, standing, relations } = involved;
  const claims: Claim[] = [];
  const tenancy = tenancyOf(standing);
  if (tenancy !== null && tenancy.from <= part.last && isHousing(part.item, pack)) {
    const own = isOwnDwelling(part, pack) && dispensationFor(involved, 'tenancy', at, false) === undefined;
    claims.push(claim(pack, 'int.tenancy', 'tenancy', own ? 'withdraw' : 'declare'));
  }
  if (jointArrangementKnown(involved) !== null) claims.push(claim(pack, 'int.joint_arrangement', 'joint_arrangement', 'withdraw'));
  if (latest(part.closedMinds, at) !== undefined) {
    const tribunal = words(pack.rules.get('int.predetermination'), 'tribunal_kinds').includes(part.item.kind ?? '');
    claims.push(claim(pack, 'int.predetermination', 'predetermined', tribunal ? 'withdraw' : 'abstain'));
  }
  const imagined: Act = { kind: 'participation', at, rec: at, pack, wardSpeech: false, cast: false };
  if (relations.some((relation) => relationBars(involved, relation, imagined) !== null)) {
    claims.push(claim(pack, 'rel.body_or_decision', 'relationship', 'withdraw'));
  }
  for (const id of ['int.rent_arrears_bar', 'int.council_tax_arrears_bar'] as const) {
    if (barringFigure(involved, pack, id, at) !== undefined) claims.push(claim(pack, id, 'barred', 'abstain'));
  }
  return claims;
}

function strictest(claims: readonly Claim[]): Claim {
  let best: Claim = { interest: 'none', required: 'none' };
  for (const one of claims) {
    const stricter = requirements.indexOf(one.required) - requirements.indexOf(best.required);
    const earlier = interestWords.indexOf(one.interest) < interestWords.indexOf(best.interest);
    if (stricter > 0 || (stricter === 0 && earlier)) best = one;
  }
  return best;
}

/** The instants and packs by which a part is judged: its acts, or where there are none its last event. */
function claimOf(involved: Involvement, pack: Pack): Claim {
  const { acts, last } = involved.part;
  const moments = acts.length > 0 ? acts : [{ at: last, pack }];
  return strictest(
    moments.flatMap((one) => [...interestClaims(involved, one.pack, one.at), ...standingClaims(involved, one.pack, one.at)]),
  );
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

function rowsOf(state: InterestsState, item: Item, known: Registers, pack: Pack): Record<string, ParticipationRow> {
  const rows: Record<string, ParticipationRow> = {};
  for (const part of item.parts.values()) {
    const involved = involvementOf(state, part, known);
    rows[part.person] = {
      ...claimOf(involved, pack),
      happened: happenedIn(involved),
      verdict: verdictOf(partFindings(involved)),
    };
  }
  return rows;
}

function votesInBreach(state: InterestsState, item: Item, known: Registers): number {
  let number = 0;
  for (const part of item.parts.values()) {
    const involved = involvementOf(state, part, known);
    for (const act of part.acts) if (isVoteInBreach(involved, act)) number += 1;
  }
  return number;
}

/** P02 meeting-participation; `pack` judges those who did not act. */
export function participationView(state: InterestsState, known: Registers, pack: Pack): ParticipationView {
  const items: Record<string, Record<string, ParticipationRow>> = {};
  const votes: Record<string, number> = {};
  for (const item of state.items.values()) {
    if (item.parts.size > 0) items[item.id] = rowsOf(state, item, known, pack);
    if (item.meeting !== null) votes[item.id] = votesInBreach(state, item, known);
  }
  const lateKnowledge = state.late.map(({ person, at, rec }) => ({
    person,
    occurredAt: formatInstant(at),
    recordedAt: formatInstant(rec),
    lateByDays: localDay(rec) - localDay(at),
  }));
  return { items, votesInBreach: votes, lateKnowledge };
}

export interface RegisterRow {
  readonly person: string;
  readonly category: string;
  readonly interest: string | null;
  readonly from: string;
  readonly until: string | null;
  readonly state: 'registered' | 'declared' | 'ended';
}

/** P01: what each member or officer has on the register, or has declared. */
export interface RegisterView {
  readonly rows: readonly RegisterRow[];
}
