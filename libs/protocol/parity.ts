import type { EventMark, Instant } from '#lib/kernel/index.js';
import { firstOf, firstRecordedOf, knownFrom } from '#lib/kernel/marks.js';
import type { Pack } from './pack.js';

/** What was answered to one party's request on one matter. */
export interface Answer<Request> {
  readonly request: Request;
  readonly matter: string;
  /** Who is compared: a political group, or a member. */
  readonly party: string;
  /** `unexplained` is a refusal that gives no ground; `other` weighs neither way. */
  readonly outcome: 'granted' | 'unexplained' | 'other';
  /** The event that answers. */
  readonly mark: EventMark;
  /** The event that asked; null where nobody asked. */
  readonly asked: EventMark | null;
  /** Who answered. */
  readonly by: string | null;
  readonly pack: Pack;
}

/** A time for which a refusal without a ground stood beside what another party got (readings 3, an unexplained refusal). */
export interface UnexplainedRefusal<Request> {
  readonly request: Request;
  readonly matter: string;
  /** The refusal with which the time began. */
  readonly refusal: Answer<Request>;
  readonly from: Instant;
  /** Request, refusal and the first recorded of what stood beside it then. */
  readonly rests: readonly EventMark[];
  readonly rec: Instant;
  /** The first in fold order of what stood beside it then. */
  readonly beside: EventMark;
  until: Instant | null;
  /** What ended it. */
  resolvers: readonly EventMark[];
}

interface ComparedMatter<Request> {
  /** Requests to what was granted. */
  readonly granted: Map<Request, Answer<Request>>;
  /** What parties were given, asked for or not. */
  readonly given: { readonly party: string; readonly mark: EventMark }[];
  /** Refused without a ground. */
  readonly bare: Map<Request, Answer<Request>>;
  /** Refusals that stand unexplained now. */
  readonly standing: Map<Request, UnexplainedRefusal<Request>>;
  /** Answers of the instant being folded, and of each who was compared before it and whether it had been granted. */
  readonly now: Map<Request, { readonly party: string; readonly mark: EventMark; readonly wasGranted: boolean }>;
}

/** How parties were answered, matter by matter. The fold that holds it owns it: its functions change it in place. */
export interface Parity<Request> {
  readonly matters: Map<string, ComparedMatter<Request>>;
  /** The newest answer to each request. */
  readonly answers: Map<Request, Answer<Request>>;
  /** Every unexplained refusal there was, in order. */
  readonly refusals: UnexplainedRefusal<Request>[];
  /** Matters answered in the instant being folded. */
  readonly touched: Set<ComparedMatter<Request>>;
}

/** Returns a record in which no party has an answer yet. */
export function initialParity<Request>(): Parity<Request> {
  return { matters: new Map(), answers: new Map(), refusals: [], touched: new Set() };
}

function matterOf<Request>(parity: Parity<Request>, id: string): ComparedMatter<Request> {
  let matter = parity.matters.get(id);
  if (matter === undefined) {
    matter = { granted: new Map(), given: [], bare: new Map(), standing: new Map(), now: new Map() };
    parity.matters.set(id, matter);
  }
  parity.touched.add(matter);
  return matter;
}

/** Takes an earlier answer back, which a later event replaced: perhaps by one on another matter, or on none. */
export function dropAnswer<Request>(parity: Parity<Request>, request: Request, by: EventMark): void {
  const earlier = parity.answers.get(request);
  if (earlier === undefined) return;
  const matter = matterOf(parity, earlier.matter);
  const { party, wasGranted } = matter.now.get(request) ?? {
    party: earlier.party,
    wasGranted: matter.granted.has(request),
  };
  matter.granted.delete(request);
  matter.bare.delete(request);
  matter.now.set(request, { party, mark: by, wasGranted });
  parity.answers.delete(request);
}

/** Notes the newest answer to a request, in place of any earlier one. */
export function noteAnswer<Request>(parity: Parity<Request>, answer: Answer<Request>): void {
  const { request, outcome, mark } = answer;
  dropAnswer(parity, request, mark);
  const matter = matterOf(parity, answer.matter);
  parity.answers.set(request, answer);
  const { party, wasGranted } = matter.now.get(request) ?? { party: answer.party, wasGranted: false };
  matter.now.set(request, { party, mark, wasGranted });
  if (outcome === 'granted') matter.granted.set(request, answer);
  if (outcome === 'unexplained') matter.bare.set(request, answer);
}

/** Notes what a party was given on a matter, whether it asked for it or not. */
export function noteGiven<Request>(parity: Parity<Request>, matter: string, party: string, mark: EventMark): void {
  matterOf(parity, matter).given.push({ party, mark });
}

/** What other parties were granted or given on a matter, as it stands now. */
function standingBeside<Request>({ granted, given }: ComparedMatter<Request>, party: string): EventMark[] {
  return [...granted.values(), ...given].filter((other) => other.party !== party).map(({ mark }) => mark);
}

/** What ended a time: the answer to the request itself; else the answers that took back what stood beside it. */
function endedBy<Request>({ now, granted }: ComparedMatter<Request>, request: Request, party: string): EventMark[] {
  const own = now.get(request);
  if (own !== undefined) return [own.mark];
  const taken = [...now].filter(([other, one]) => one.wasGranted && one.party !== party && !granted.has(other));
  return taken.map(([, { mark }]) => mark);
}

function close<Request>(matter: ComparedMatter<Request>, at: Instant): void {
  for (const [request, spell] of matter.standing) {
    const { party } = spell.refusal;
    // A later event of the entry may name another party.
    const now = matter.bare.get(request);
    if (now !== undefined && standingBeside(matter, now.party).length > 0) continue;
    spell.until = at;
    spell.resolvers = endedBy(matter, request, party);
    matter.standing.delete(request);
  }
}

function openRefusals<Request>(parity: Parity<Request>, matter: ComparedMatter<Request>, at: Instant): void {
  for (const [request, refusal] of matter.bare) {
    const stands = standingBeside(matter, refusal.party);
    const [beside, known] = [firstOf(stands), firstRecordedOf(stands)];
    if (matter.standing.has(request) || beside === null || known === null) continue;
    const rests = [...(refusal.asked === null ? [] : [refusal.asked]), refusal.mark, known];
    const rec = knownFrom(rests);
    const spell = {
      request,
      matter: refusal.matter,
      refusal,
      from: at,
      rests,
      rec,
      beside,
      until: null,
      resolvers: [],
    };
    parity.refusals.push(spell);
    matter.standing.set(request, spell);
  }
}

/** Opens and closes unexplained refusals once all events of an instant are folded (readings 1.2). */
export function settleParity<Request>(parity: Parity<Request>, at: Instant): undefined {
  if (parity.touched.size === 0) return;
  for (const matter of parity.touched) {
    close(matter, at);
    openRefusals(parity, matter, at);
    matter.now.clear();
  }
  parity.touched.clear();
}

/** A refusal that stands unexplained now. */
export interface StandingRefusal<Request> {
  readonly request: Request;
  /** The refusal as it stands now. */
  readonly refusal: Answer<Request>;
  /** The first in fold order of what stood beside it when the time began. */
  readonly beside: EventMark;
  /** The first in fold order of what stands beside it now. */
  readonly besideNow: EventMark;
}

function standingIn<Request>(matter: ComparedMatter<Request>): readonly StandingRefusal<Request>[] {
  return [...matter.standing].map(([request, { refusal, beside }]) => ({
    request,
    refusal: matter.bare.get(request) ?? refusal,
    beside,
    besideNow: firstOf(standingBeside(matter, refusal.party)) ?? beside,
  }));
}

/** Matter to the refusals that stand unexplained now; an empty list where there only once was one. */
export function unexplainedByMatter<Request>({
  matters,
  refusals,
}: Parity<Request>): ReadonlyMap<string, readonly StandingRefusal<Request>[]> {
  return new Map(
    refusals.map(({ matter: id }) => {
      const matter = matters.get(id);
      return [id, matter === undefined ? [] : standingIn(matter)];
    }),
  );
}

/** Every refusal that stands unexplained now. */
export function unexplained<Request>({ matters }: Parity<Request>): readonly StandingRefusal<Request>[] {
  return [...matters.values()].flatMap(standingIn);
}
