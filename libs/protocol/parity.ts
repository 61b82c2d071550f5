import type { Instant } from '#lib/kernel/index.js';
import type { Pack } from './pack.js';

/** What was answered to one party's request on one matter. */
export interface Answer<Request> {
  readonly request: Request;
  readonly matter: string;
  /** Who is compared: a political group, or a member. */
  readonly party: string;
  /** `unexplained` is a refusal that gives no ground; `other` weighs neither way. */
  readonly outcome: 'granted' | 'unexplained' | 'other';
  /** When the last of what it rests on was recorded. */
  readonly rec: Instant;
  readonly pack: Pack;
}

/** A time for which a refusal without a ground stood beside another party's grant (projections.md, Matter status). */
export interface UnexplainedRefusal<Request> {
  readonly request: Request;
  readonly matter: string;
  readonly from: Instant;
  readonly rec: Instant;
  readonly pack: Pack;
  until: Instant | null;
}

interface ComparedMatter<Request> {
  /** Party to its granted requests. */
  readonly granted: Map<string, Map<Request, Answer<Request>>>;
  /** Refused without a ground. */
  readonly bare: Map<Request, Answer<Request>>;
  /** Refusals that stand unexplained now. */
  readonly standing: Map<Request, UnexplainedRefusal<Request>>;
}

/** How parties were answered, matter by matter. The fold that holds it owns it: its functions change it in place. */
export interface Parity<Request> {
  readonly matters: Map<string, ComparedMatter<Request>>;
  /** Every unexplained refusal there was, in order. */
  readonly refusals: UnexplainedRefusal<Request>[];
  /** Matters answered in the instant being folded. */
  readonly touched: Set<ComparedMatter<Request>>;
}

/** Returns a record in which no party has an answer yet. */
export function initialParity<Request>(): Parity<Request> {
  return { matters: new Map(), refusals: [], touched: new Set() };
}

function matterOf<Request>(parity: Parity<Request>, id: string): ComparedMatter<Request> {
  let matter = parity.matters.get(id);
  if (matter === undefined) {
    matter = { granted: new Map(), bare: new Map(), standing: new Map() };
    parity.matters.set(id, matter);
  }
  return matter;
}

/** Notes the newest answer to a request, in place of any earlier one. */
export function noteAnswer<Request>(parity: Parity<Request>, answer: Answer<Request>): void {
  const { request, party, outcome } = answer;
  const matter = matterOf(parity, answer.matter);
  const own = matter.granted.get(party) ?? new Map<Request, Answer<Request>>();
  own.delete(request);
  matter.bare.delete(request);
  if (outcome === 'granted') own.set(request, answer);
  if (outcome === 'unexplained') matter.bare.set(request, answer);
  if (own.size > 0) matter.granted.set(party, own);
  else matter.granted.delete(party);
  parity.touched.add(matter);
}

function isUnexplained<Request>({ bare, granted }: ComparedMatter<Request>, request: Request): boolean {
  const refused = bare.get(request);
  return refused !== undefined && granted.size > (granted.has(refused.party) ? 1 : 0);
}

/** When the last was recorded of the grants that a refusal stands beside. */
function recordedGrant<Request>({ granted }: ComparedMatter<Request>, party: string): Instant {
  let latest = -Infinity;
  for (const [other, answers] of granted) {
    if (other !== party) for (const { rec } of answers.values()) latest = Math.max(latest, rec);
  }
  return latest;
}

/** Opens and closes unexplained refusals once all events of an instant are folded (readings 1.2). */
export function settleParity<Request>(parity: Parity<Request>, at: Instant): undefined {
  if (parity.touched.size === 0) return;
  for (const matter of parity.touched) {
    for (const [request, refusal] of matter.standing) {
      if (isUnexplained(matter, request)) continue;
      refusal.until = at;
      matter.standing.delete(request);
    }
    for (const [request, { matter: id, party, rec, pack }] of matter.bare) {
      if (matter.standing.has(request) || !isUnexplained(matter, request)) continue;
      const known = Math.max(rec, recordedGrant(matter, party));
      const refusal = { request, matter: id, from: at, rec: known, pack, until: null };
      parity.refusals.push(refusal);
      matter.standing.set(request, refusal);
    }
  }
  parity.touched.clear();
}

/** Matter to the requests whose refusal stands unexplained now; an empty list where there only once was one. */
export function unexplainedByMatter<Request>({
  matters,
  refusals,
}: Parity<Request>): ReadonlyMap<string, readonly Request[]> {
  return new Map(refusals.map(({ matter }) => [matter, [...(matters.get(matter)?.standing.keys() ?? [])]]));
}

/** How many refusals stand unexplained now. */
export function countUnexplained<Request>({ matters }: Parity<Request>): number {
  let count = 0;
  for (const { standing } of matters.values()) count += standing.size;
  return count;
}
