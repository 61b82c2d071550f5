import type { EventMark, Instant } from '#lib/kernel/index.js';
import { markOf } from '#lib/kernel/marks.js';
import {
  type Pack,
  type Parity,
  initialParity,
  noteAnswer,
  noteGiven,
  settleParity,
  words,
} from '#lib/protocol/index.js';
import { type Delivery, isOutsideParity } from './outside-parity.js';
import type { AttendanceEvent } from '../attendance/events.js';
import type { StructureState } from '../structure/state.js';
import type { GroupSupportEvent } from './events.js';

/** Events that this fold reads: its own family's, and what was given and who came for a request. */
export type GroupSupportInput =
  GroupSupportEvent | Delivery | Extract<AttendanceEvent, { type: 'OfficerAttendedGroupMeeting' }>;

export interface Decision {
  readonly kind: 'pending' | 'accepted' | 'declined' | 'withdrawn';
  /** The event that decided; while nobody has, the request. */
  readonly mark: EventMark;
  readonly by: string | null;
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
  /** The event that made it. */
  readonly mark: EventMark;
  readonly redirects: { readonly to: string; readonly mark: EventMark }[];
  decision: Decision;
  /** Every event that passed it on or decided it. */
  readonly trail: EventMark[];
  /** Officers who were nominated for it. */
  readonly nominated: Set<string>;
  /** Approvals of accompaniment that give a reason. */
  readonly approvals: EventMark[];
  /** What was decided about non-councillors, in order. */
  readonly authorisations: Authorisation[];
}

interface Noted {
  readonly mark: EventMark;
  readonly pack: Pack;
}

/** Requests and what became of them, at the last instant folded. The fold owns its state. */
export interface GroupSupportState {
  readonly requests: Map<string, SupportRequest>;
  /** How groups were answered, matter by matter. */
  readonly parity: Parity<SupportRequest>;
  /** Deliveries that name a request, whether it is known or not. */
  readonly deliveries: Map<string, EventMark[]>;
  /** Request to the officers who gave advice or came for it, whether it is known or not. */
  readonly officers: Map<string, Set<string>>;
  /** Deliveries of the instant being folded. */
  readonly now: Delivery[];
  /** Requests for which an officer has arrived, whether they are known or not. */
  readonly arrived: Set<string>;
  readonly wardMeetings: Map<string, Noted & { readonly by: string }>;
  readonly followUps: (Noted & { readonly to: string })[];
  readonly conclusions: Noted[];
}

/** The requests of a council before its first event. */
export function initialGroupSupport(): GroupSupportState {
  return {
    requests: new Map(),
    parity: initialParity(),
    deliveries: new Map(),
    officers: new Map(),
    now: [],
    arrived: new Set(),
    wardMeetings: new Map(),
    followUps: [],
    conclusions: [],
  };
}

type Requested = Extract<GroupSupportEvent, { type: 'GroupSupportRequested' }>;

function open(state: GroupSupportState, event: Requested): string | undefined {
  const { p, at, rec, pack } = event;
  if (state.requests.has(p.id)) return `${p.id} was requested already`;
  const mark = markOf(event);
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
    mark,
    redirects: [],
    decision: { kind: 'pending', mark, by: null, ground: null, pack },
    trail: [],
    nominated: new Set(),
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
  request.trail.push(decision.mark);
  const { matter, group: party, mark: asked } = request;
  if (matter === null) return;
  const { mark, by, pack } = decision;
  noteAnswer(state.parity, { request, matter, party, outcome: outcomeOf(decision), mark, asked, by, pack });
}

const KINDS = {
  GroupSupportRequestAccepted: 'accepted',
  GroupSupportRequestDeclined: 'declined',
  GroupSupportRequestWithdrawn: 'withdrawn',
} as const;

function noteDelivery({ deliveries, now }: GroupSupportState, event: Delivery): void {
  now.push(event);
  const { request } = event.p;
  if (request === undefined) return;
  const known = deliveries.get(request);
  if (known === undefined) deliveries.set(request, [markOf(event)]);
  else known.push(markOf(event));
}

function noteOfficer(
  { officers }: GroupSupportState,
  { request, officer }: { readonly request?: string | undefined; readonly officer?: string | undefined },
): void {
  if (request === undefined || officer === undefined) return;
  officers.set(request, (officers.get(request) ?? new Set<string>()).add(officer));
}

/** Group and matter of a delivery: its own, else those of the request that it answers. */
function recipientOf({ p }: Delivery, { requests }: GroupSupportState): Pick<Delivery['p'], 'group' | 'matter'> {
  const request = requests.get(p.request ?? '');
  return { group: p.group ?? request?.group, matter: p.matter ?? request?.matter ?? undefined };
}

/** Notes every group supplied on a matter, asked for or not: a refusal may stand beside it (readings 3). */
function noteSupplies(state: GroupSupportState, { administration }: StructureState): void {
  for (const event of state.now) {
    const { group, matter } = recipientOf(event, state);
    if (group === undefined || isOutsideParity(event, group, administration)) continue;
    if (matter !== undefined) noteGiven(state.parity, matter, group, markOf(event));
  }
  state.now.length = 0;
}

/** Settles what was supplied and decided in one instant (readings 1.2). */
export function settleGroupSupport(state: GroupSupportState, at: Instant, structure: StructureState): undefined {
  noteSupplies(state, structure);
  settleParity(state.parity, at);
}

/** Folds one event; answers why it has no effect, where it has none. */
export function evolveGroupSupport(state: GroupSupportState, event: GroupSupportInput): string | undefined {
  const { pack } = event;
  switch (event.type) {
    case 'GroupSupportRequested':
      return open(state, event);
    case 'GroupBriefingGiven':
    case 'GroupReportSupplied':
      noteDelivery(state, event);
      noteOfficer(state, event.p);
      return undefined;
    case 'OfficerAttendedGroupMeeting':
      if (event.p.request !== undefined) state.arrived.add(event.p.request);
      noteOfficer(state, event.p);
      return undefined;
    case 'WardPartyMeetingRequested':
      if (state.wardMeetings.has(event.p.id)) return `${event.p.id} was requested already`;
      state.wardMeetings.set(event.p.id, { mark: markOf(event), pack, by: event.p.by });
      return undefined;
    case 'GroupFollowUpActionNotified':
      state.followUps.push({ mark: markOf(event), pack, to: event.p.to });
      return undefined;
    case 'GroupConclusionReliedOn':
      state.conclusions.push({ mark: markOf(event), pack });
      return undefined;
    case 'InferredSupportAlleged':
      return undefined;
    default:
      return aboutRequest(state, event);
  }
}

const byOf = (p: { readonly id: string; readonly by?: string | undefined }): string | null => p.by ?? null;

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
  const { pack } = event;
  const mark = markOf(event);
  const id = 'id' in event.p ? event.p.id : event.p.request;
  const request = state.requests.get(id);
  if (request === undefined) return `there is no request ${id}`;
  switch (event.type) {
    case 'GroupSupportRequestRedirected':
      request.redirects.push({ to: event.p.to, mark });
      request.trail.push(mark);
      return undefined;
    case 'GroupSupportRequestAccepted':
    case 'GroupSupportRequestWithdrawn':
      decide(state, request, { kind: KINDS[event.type], mark, by: byOf(event.p), ground: null, pack });
      return undefined;
    case 'GroupSupportRequestDeclined':
      decide(state, request, { kind: 'declined', mark, by: byOf(event.p), ground: event.p.ground ?? null, pack });
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
    case 'OfficerNominatedToAttend':
      request.nominated.add(event.p.officer);
      return undefined;
    case 'GroupSupportDifficultyEscalated':
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

/** The event by which a misrouted request first reached somebody who may be asked; null while it has not. */
export function redirection(request: SupportRequest): EventMark | null {
  const addressees = addresseesFor(request) ?? [];
  return request.redirects.find(({ to }) => addressees.includes(to))?.mark ?? null;
}
