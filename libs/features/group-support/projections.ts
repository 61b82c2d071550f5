import { type GroupSupportState, type SupportRequest, redirectedAt, wasMisrouted } from './state.js';

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
}

/** P05: one row a request, in order of occurrence. */
export interface GroupSupportView {
  readonly rows: readonly GroupSupportRow[];
  readonly misroutedThenRedirected?: number;
}

function routingOf(request: SupportRequest): GroupSupportRow['routing'] {
  if (!wasMisrouted(request)) return 'ok';
  return redirectedAt(request) === null ? 'misrouted' : 'redirected';
}

/** P05 group-support. */
export function groupSupportView(state: GroupSupportState): GroupSupportView {
  const rows = [...state.requests.values()].map((request) => ({
    request: request.id,
    group: request.group,
    form: request.form,
    matter: request.matter,
    addressee: request.to,
    routing: routingOf(request),
    decision: request.decision.kind,
    ground: request.decision.ground,
    deliveries: state.deliveries.get(request.id) ?? 0,
  }));
  return { rows, misroutedThenRedirected: rows.filter(({ routing }) => routing === 'redirected').length };
}
