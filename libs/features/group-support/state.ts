import { type EventMark, type Instant, markOf } from '#lib/kernel/index.js';
import { type Pack, type Parity, initialParity, noteAnswer, words } from '#lib/protocol/index.js';
import type { AdviceEvent } from '../advice/events.js';
import type { AttendanceEvent } from '../attendance/events.js';
import type { GroupSupportEvent } from './events.js';

/** Events that this fold reads: its own family's, and what was given and who came for a request. */
export type GroupSupportInput =
  | GroupSupportEvent
  | Extract<AdviceEvent, { type: 'GroupBriefingGiven' | 'GroupReportSupplied' }>
  | Extract<AttendanceEvent, { type: 'OfficerAttendedGroupMeeting' }>;

export interface Decision {
  readonly kind: 'pending' | 'accepted' | 'declined' | 'withdrawn';
  readonly at: Instant;
  readonly rec: Instant;
  readonly ground: string | null;
  readonly pack: Pack;
}

/** What somebody decided about non-councillors at the meeting of a request. */
export interface Authorisation extends EventMark {
  readonly by: string;
  readonly granted: boolean;
}

/** One request of a group for support, as it stands. */
export interface SupportRequest {
  readonly id: string;
  readonly group: string;
  readonly form: string;
  readonly matter: string | null;
  /** The first addressee. */
  readonly to: string | null;
  readonly nonCouncillorsExpected: number;
  readonly purpose: string | null;
  readonly at: Instant;
  readonly rec: Instant;
  readonly pack: Pack;
  readonly redirects: { readonly to: string; readonly at: Instant }[];
  decision: Decision;
  /** Approvals of accompaniment that give a reason. */
  readonly approvals: EventMark[];
  /** What was decided about non-councillors, in order. */
  readonly authorisations: Authorisation[];
}

interface Noted {
  readonly id: string;
  readonly at: Instant;
  readonly rec: Instant;
  readonly pack: Pack;
}

/** Requests and what became of them, at the last instant folded. The fold owns its state. */
export interface GroupSupportState {
  readonly requests: Map<string, SupportRequest>;
  /** How groups were answered, matter by matter. */
  readonly parity: Parity<SupportRequest>;
  /** Deliveries that name a request, whether it is known or not. */
  readonly deliveries: Map<string, number>;
  /** Requests for which an officer has arrived, whether they are known or not. */
  readonly arrived: Set<string>;
  readonly wardMeetings: Map<string, Noted>;
  readonly followUps: (Noted & { readonly to: string })[];
  readonly conclusions: Noted[];
}

/** The requests of a council before its first event. */
export function initialGroupSupport(): GroupSupportState {
  return {
    requests: new Map(),
    parity: initialParity(),
    deliveries: new Map(),
    arrived: new Set(),
    wardMeetings: new Map(),
    followUps: [],
    conclusions: [],
  };
}

type Requested = Extract<GroupSupportEvent, { type: 'GroupSupportRequested' }>;

function open(state: GroupSupportState, { p, at, rec, pack }: Requested): string | undefined {
  if (state.requests.has(p.id)) return `${p.id} was requested already`;
  state.requests.set(p.id, {
    id: p.id,
    group: p.group,
    form: p.form,
    matter: p.matter ?? null,
    to: p.to ?? null,
    nonCouncillorsExpected: p.nonCouncillorsExpected ?? 0,
    purpose: p.purpose ?? null,
    at,
    rec,
    pack,
    redirects: [],
    decision: { kind: 'pending', at, rec, ground: null, pack },
    approvals: [],
    authorisations: [],
  });
  return undefined;
}

function outcomeOf({ kind, ground }: Decision): 'granted' | 'unexplained' | 'other' {
  if (kind === 'accepted') return 'granted';
  return kind === 'declined' && ground === null ? 'unexplained' : 'other';
}

function decide(state: GroupSupportState, request: SupportRequest, decision: Decision): void {
  request.decision = decision;
  const { matter, group: party } = request;
  if (matter === null) return;
  const outcome = outcomeOf(decision);
  // A refusal rests on the request too, a grant beside it on itself alone.
  const rec = outcome === 'granted' ? decision.rec : Math.max(request.rec, decision.rec);
  noteAnswer(state.parity, { request, matter, party, outcome, rec, pack: decision.pack });
}

const KINDS = {
  GroupSupportRequestAccepted: 'accepted',
  GroupSupportRequestDeclined: 'declined',
  GroupSupportRequestWithdrawn: 'withdrawn',
} as const;

function countDelivery(
  { deliveries }: GroupSupportState,
  { request }: { readonly request?: string | undefined },
): void {
  if (request !== undefined) deliveries.set(request, (deliveries.get(request) ?? 0) + 1);
}

/** Folds one event; answers why it has no effect, where it has none. */
export function evolveGroupSupport(state: GroupSupportState, event: GroupSupportInput): string | undefined {
  const { at, rec, pack } = event;
  switch (event.type) {
    case 'GroupSupportRequested':
      return open(state, event);
    case 'GroupBriefingGiven':
    case 'GroupReportSupplied':
      countDelivery(state, event.p);
      return undefined;
    case 'OfficerAttendedGroupMeeting':
      if (event.p.request !== undefined) state.arrived.add(event.p.request);
      return undefined;
    case 'WardPartyMeetingRequested':
      if (state.wardMeetings.has(event.p.id)) return `${event.p.id} was requested already`;
      state.wardMeetings.set(event.p.id, { id: event.p.id, at, rec, pack });
      return undefined;
    case 'GroupFollowUpActionNotified':
      state.followUps.push({ id: event.id, at, rec, pack, to: event.p.to });
      return undefined;
    case 'GroupConclusionReliedOn':
      state.conclusions.push({ id: event.id, at, rec, pack });
      return undefined;
    case 'InferredSupportAlleged':
      return undefined;
    default:
      return aboutRequest(state, event);
  }
}

type OnItsOwn =
  | 'GroupSupportRequested'
  | 'WardPartyMeetingRequested'
  | 'GroupFollowUpActionNotified'
  | 'GroupConclusionReliedOn'
  | 'InferredSupportAlleged';

function aboutRequest(
  state: GroupSupportState,
  event: Exclude<GroupSupportEvent, { type: OnItsOwn }>,
): string | undefined {
  const { at, rec, pack } = event;
  const id = 'id' in event.p ? event.p.id : event.p.request;
  const request = state.requests.get(id);
  if (request === undefined) return `there is no request ${id}`;
  switch (event.type) {
    case 'GroupSupportRequestRedirected':
      request.redirects.push({ to: event.p.to, at });
      return undefined;
    case 'GroupSupportRequestAccepted':
    case 'GroupSupportRequestWithdrawn':
      decide(state, request, { kind: KINDS[event.type], at, rec, ground: null, pack });
      return undefined;
    case 'GroupSupportRequestDeclined':
      decide(state, request, { kind: 'declined', at, rec, ground: event.p.ground ?? null, pack });
      return undefined;
    case 'AccompanimentApproved':
      if (event.p.reason !== undefined) request.approvals.push(markOf(event));
      return undefined;
    case 'NonCouncillorAttendanceAuthorised':
    case 'NonCouncillorAttendanceRefused':
      request.authorisations.push({
        ...markOf(event),
        by: event.p.by,
        granted: event.type === 'NonCouncillorAttendanceAuthorised',
      });
      return undefined;
    case 'GroupSupportDifficultyEscalated':
    case 'OfficerNominatedToAttend':
      return undefined;
  }
}

/** The roles that may be asked for a request of this form; null where the pack binds nobody. */
export function addresseesFor(request: SupportRequest): readonly string[] | null {
  const rule = request.pack.rules.get('grp.request_addressee');
  return rule !== undefined && words(rule, 'forms').includes(request.form) ? words(rule, 'addressees') : null;
}

/** True where the first addressee is a role of the pack, but not one that may be asked (readings 3, grp.request_addressee). */
export function wasMisrouted(request: SupportRequest): boolean {
  const addressees = addresseesFor(request);
  if (addressees === null || request.to === null) return false;
  return request.pack.roles.has(request.to) && !addressees.includes(request.to);
}

/** When a misrouted request first reached somebody who may be asked; null while it has not. */
export function redirectedAt(request: SupportRequest): Instant | null {
  const addressees = addresseesFor(request) ?? [];
  return request.redirects.find(({ to }) => addressees.includes(to))?.at ?? null;
}
