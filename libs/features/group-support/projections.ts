import { idsOf } from '#lib/kernel/marks.js';
import type { Explained, Line, Sight } from '../family.js';
import { groupOf } from '../viewer.js';
import { type GroupSupportState, type SupportRequest, redirection, wasMisrouted } from './state.js';

export interface GroupSupportRow {
  readonly request: string;
  readonly group: string;
  readonly form: string;
  readonly matter: string | null;
  readonly addressee: string | null;
  readonly routing: 'ok' | 'redirected' | 'misrouted';
  readonly decision: 'pending' | 'accepted' | 'declined' | 'withdrawn';
  readonly ground: string | null;
  readonly deliveries: number;
  readonly events: readonly string[];
}

/** P05: one row a request, in order of occurrence. */
export interface GroupSupportView {
  readonly rows: readonly GroupSupportRow[];
  readonly misroutedThenRedirected?: number;
}

function routingOf(request: SupportRequest): GroupSupportRow['routing'] {
  if (!wasMisrouted(request)) return 'ok';
  return redirection(request) === null ? 'misrouted' : 'redirected';
}

function deliveryLines({ deliveries }: GroupSupportState, request: string): readonly Line[] {
  const marks = deliveries.get(request) ?? [];
  return marks.map((mark) => ({ of: mark.id, line: `Advice was given for request ${request}.`, events: [mark] }));
}

function redirectedLines({ requests }: GroupSupportState): readonly Line[] {
  return [...requests.values()]
    .filter((request) => routingOf(request) === 'redirected')
    .map(({ id, mark }) => ({
      of: id,
      line: `Request ${id} went to a wrong role and was then passed on to a right one.`,
      events: [mark],
    }));
}

/** What the decision and the routing of a request rest on. */
function statusLines(request: SupportRequest): Readonly<Record<'decision' | 'routing', readonly Line[]>> {
  const { id, mark, decision, redirects } = request;
  const routing = routingOf(request);
  const asked = {
    of: routing,
    line: `Request ${id} is ${routing}.`,
    events: [mark, ...redirects.map((one) => one.mark)],
  };
  return {
    decision: [{ of: decision.kind, line: `Request ${id} is ${decision.kind}.`, events: [decision.mark] }],
    routing: [asked],
  };
}

/** What the figures of P05 are made of, request by request, and the one of all requests. */
export function groupSupportExplained(state: GroupSupportState): Explained {
  const rows = [...state.requests.values()].map((request) => {
    return [request.id, { deliveries: deliveryLines(state, request.id), ...statusLines(request) }] as const;
  });
  return { ...Object.fromEntries(rows), council: { misroutedThenRedirected: redirectedLines(state) } };
}

/** P05 group-support. */
export function groupSupportView(state: GroupSupportState): GroupSupportView {
  const rows = [...state.requests.values()].map((request) => {
    const delivered = deliveryLines(state, request.id);
    return {
      request: request.id,
      group: request.group,
      form: request.form,
      matter: request.matter,
      addressee: request.to,
      routing: routingOf(request),
      decision: request.decision.kind,
      ground: request.decision.ground,
      deliveries: delivered.length,
      events: idsOf([request.mark, ...request.trail, ...delivered.flatMap(({ events }) => events)]),
    };
  });
  return { rows, misroutedThenRedirected: redirectedLines(state).length };
}

/** P05 for a group its own requests; for an officer those for which the officer was nominated, came, gave advice or recorded. */
export function ownSupport({ rows }: GroupSupportView, sight: Sight, state: GroupSupportState): object {
  const { person } = sight.viewer;
  const group = groupOf(sight);
  const recorded = (events: readonly string[]): boolean => events.some((id) => sight.recorded.has(id));
  const names = (request: string): boolean =>
    person !== undefined &&
    (state.requests.get(request)?.nominated.has(person) === true || state.officers.get(request)?.has(person) === true);
  return { rows: rows.filter((row) => row.group === group || names(row.request) || recorded(row.events)) };
}
