import type { Instant } from '#lib/kernel/index.js';
import { type Pack, words } from '#lib/protocol/index.js';
import type { AdviceEvent } from '../advice/events.js';
import type { AttendanceEvent } from '../attendance/events.js';
import type { GroupSupportEvent } from './events.js';

export interface Decision {
  readonly kind: 'pending' | 'accepted' | 'declined' | 'withdrawn';
  readonly at: Instant;
  readonly rec: Instant;
  readonly ground: string | null;
  readonly pack: Pack;
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
  readonly approvals: Instant[];
  /** What was decided about non-councillors, in order. */
  readonly authorisations: { readonly by: string; readonly at: Instant; readonly granted: boolean }[];
}

/** A time for which a refusal stood unexplained (projections, Matter status). */
export interface UnexplainedRefusal {
  readonly request: SupportRequest;
  readonly from: Instant;
  readonly rec: Instant;
  readonly pack: Pack;
  until: Instant | null;
}

export interface RequestedMatter {
  readonly id: string;
  /** Per group, its accepted requests. */
  readonly accepted: Map<string, Set<SupportRequest>>;
  /** Declined without a ground. */
  readonly bare: Set<SupportRequest>;
  /** Refusals that stand unexplained now. */
  readonly unexplained: Map<SupportRequest, UnexplainedRefusal>;
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
  readonly matters: Map<string, RequestedMatter>;
  readonly unexplained: UnexplainedRefusal[];
  /** Deliveries that name a request, whether it is known or not. */
  readonly deliveries: Map<string, number>;
  /** Requests for which an officer has arrived, whether they are known or not. */
  readonly arrived: Set<string>;
  readonly wardMeetings: Map<string, Noted>;
  readonly followUps: (Noted & { readonly to: string })[];
  readonly conclusions: Noted[];
  /** Matters whose decisions changed in the instant being folded. */
  readonly touched: Set<RequestedMatter>;
}

/** The requests of a council before its first event. */
export function initialGroupSupport(): GroupSupportState {
  return {
    requests: new Map(),
    matters: new Map(),
    unexplained: [],
    deliveries: new Map(),
    arrived: new Set(),
    wardMeetings: new Map(),
    followUps: [],
    conclusions: [],
    touched: new Set(),
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

function matterOf(state: GroupSupportState, id: string): RequestedMatter {
  let matter = state.matters.get(id);
  if (matter === undefined)
    state.matters.set(id, (matter = { id, accepted: new Map(), bare: new Set(), unexplained: new Map() }));
  return matter;
}

function decide(state: GroupSupportState, request: SupportRequest, decision: Decision): void {
  request.decision = decision;
  if (request.matter === null) return;
  const matter = matterOf(state, request.matter);
  const accepted = matter.accepted.get(request.group) ?? new Set();
  accepted.delete(request);
  matter.bare.delete(request);
  if (decision.kind === 'accepted') accepted.add(request);
  if (decision.kind === 'declined' && decision.ground === null) matter.bare.add(request);
  if (accepted.size > 0) matter.accepted.set(request.group, accepted);
  else matter.accepted.delete(request.group);
  state.touched.add(matter);
}

const KINDS = {
  GroupSupportRequestAccepted: 'accepted',
  GroupSupportRequestDeclined: 'declined',
  GroupSupportRequestWithdrawn: 'withdrawn',
} as const;

/** Folds one event; answers why it has no effect, where it has none. */
export function evolveGroupSupport(state: GroupSupportState, event: GroupSupportEvent): string | undefined {
  const { at, rec, pack } = event;
  switch (event.type) {
    case 'GroupSupportRequested':
      return open(state, event);
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
      if (event.p.reason !== undefined) request.approvals.push(at);
      return undefined;
    case 'NonCouncillorAttendanceAuthorised':
    case 'NonCouncillorAttendanceRefused':
      request.authorisations.push({ by: event.p.by, at, granted: event.type === 'NonCouncillorAttendanceAuthorised' });
      return undefined;
    case 'GroupSupportDifficultyEscalated':
    case 'OfficerNominatedToAttend':
      return undefined;
  }
}

/** Counts what was delivered and who arrived for a request. */
export function noteServed(state: GroupSupportState, event: AdviceEvent | AttendanceEvent): void {
  if (event.type === 'GroupBriefingGiven' || event.type === 'GroupReportSupplied') {
    const { request } = event.p;
    if (request !== undefined) state.deliveries.set(request, (state.deliveries.get(request) ?? 0) + 1);
  } else if (event.type === 'OfficerAttendedGroupMeeting' && event.p.request !== undefined) {
    state.arrived.add(event.p.request);
  }
}

function isUnexplained(matter: RequestedMatter, request: SupportRequest): boolean {
  return matter.bare.has(request) && matter.accepted.size > (matter.accepted.has(request.group) ? 1 : 0);
}

/** When the last was recorded of the acceptances that a refusal stands beside. */
function recordedAcceptance(matter: RequestedMatter, group: string): Instant {
  let latest = -Infinity;
  for (const [other, requests] of matter.accepted) {
    if (other !== group) for (const { decision } of requests) latest = Math.max(latest, decision.rec);
  }
  return latest;
}

/** Opens and closes unexplained refusals once all events of an instant are folded (readings 1.2). */
export function settleGroupSupport(state: GroupSupportState, at: Instant): void {
  if (state.touched.size === 0) return;
  for (const matter of state.touched) {
    for (const [request, refusal] of matter.unexplained) {
      if (isUnexplained(matter, request)) continue;
      refusal.until = at;
      matter.unexplained.delete(request);
    }
    for (const request of matter.bare) {
      if (matter.unexplained.has(request) || !isUnexplained(matter, request)) continue;
      const rec = Math.max(request.rec, request.decision.rec, recordedAcceptance(matter, request.group));
      const refusal = { request, from: at, rec, pack: request.decision.pack, until: null };
      state.unexplained.push(refusal);
      matter.unexplained.set(request, refusal);
    }
  }
  state.touched.clear();
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
