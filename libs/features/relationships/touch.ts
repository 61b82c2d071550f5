import { type EventMark, formatInstant } from '#lib/kernel/index.js';
import { markOf } from '#lib/kernel/marks.js';
import type { AdviceEvent } from '../advice/events.js';
import type { AttendanceEvent } from '../attendance/events.js';
import type { Explained, Line } from '../family.js';
import type { GroupSupportEvent } from '../group-support/events.js';
import type { GroupSupportState } from '../group-support/state.js';
import type { StructureState } from '../structure/state.js';
import type { RelationshipsState } from './state.js';

/** Events by which an officer serves a group. */
export type TouchInput =
  | Extract<AttendanceEvent, { type: 'OfficerAttendedGroupMeeting' }>
  | Extract<GroupSupportEvent, { type: 'OfficerNominatedToAttend' }>
  | Extract<AdviceEvent, { type: 'GroupBriefingGiven' | 'GroupReportSupplied' }>;

/** An officer serves a group, or is named to. */
interface Occasion {
  readonly kind: 'attendance' | 'nomination' | 'delivery';
  readonly meeting: string | null;
  readonly request: string | null;
  readonly group: string | null;
  /** Null stands for the officers nominated for the request. */
  readonly officer: string | null;
}

/** An occasion, and the event that says so. */
interface Noted extends Occasion {
  readonly mark: EventMark;
}

/** An occasion on which the officer had a live declared relationship with somebody who then sat in the group. */
export interface Touch extends Occasion {
  readonly officer: string;
  readonly group: string;
  readonly relationship: string;
  /** Agreed by then. */
  readonly mitigation: string | null;
  readonly mark: EventMark;
}

/** Where relationships touched support, at the last instant folded. The fold owns its state. */
export interface TouchState {
  /** Occasions of the instant that is being folded. */
  readonly pending: Noted[];
  /** Officers nominated for each request. */
  readonly nominated: Map<string, Set<string>>;
  readonly touches: Touch[];
  /** Attendances and nominations that are listed. */
  readonly seen: Set<string>;
}

export function initialTouches(): TouchState {
  return { pending: [], nominated: new Map(), touches: [], seen: new Set() };
}

/** Notes an occasion; who was related to whom is settled when its instant is over (readings 1.2). */
export function noteTouch({ pending, nominated }: TouchState, event: TouchInput): void {
  const request = event.p.request ?? null;
  const mark = markOf(event);
  switch (event.type) {
    case 'OfficerAttendedGroupMeeting': {
      const { meeting, group = null, officer } = event.p;
      pending.push({ mark, kind: 'attendance', meeting, request, group, officer });
      return;
    }
    case 'OfficerNominatedToAttend': {
      const { officer } = event.p;
      nominated.set(event.p.request, (nominated.get(event.p.request) ?? new Set()).add(officer));
      pending.push({ mark, kind: 'nomination', meeting: null, request, group: null, officer });
      return;
    }
    case 'GroupBriefingGiven':
    case 'GroupReportSupplied': {
      const { group = null, officer = null } = event.p;
      if (request !== null || officer !== null)
        pending.push({ mark, kind: 'delivery', meeting: null, request, group, officer });
    }
  }
}

/** What other folds know that this one looks up. */
export interface TouchRegisters {
  readonly relationships: RelationshipsState;
  readonly structure: StructureState;
  readonly 'group-support': GroupSupportState;
}

function touchesOf(occasion: Noted, officer: string, known: TouchRegisters): Touch[] {
  const { relationships, structure, 'group-support': support } = known;
  const group = occasion.group ?? support.requests.get(occasion.request ?? '')?.group;
  if (group === undefined) return [];
  const live = (relationships.ofPerson.get(officer) ?? []).filter(
    (one) => one.officer === officer && one.end === null && structure.memberGroup.get(one.member) === group,
  );
  return live.map(({ id, mitigation }) => {
    return { ...occasion, officer, group, relationship: id, mitigation: mitigation?.token ?? null };
  });
}

function keyOf({ kind, meeting, request, officer, relationship }: Touch): string {
  return [kind, meeting ?? request, officer, relationship].join('\n');
}

/** Settles the occasions of an instant by what was true once all its events were folded. */
export function settleTouches(state: TouchState, known: TouchRegisters): void {
  for (const occasion of state.pending.splice(0)) {
    const { officer, request } = occasion;
    const officers = officer === null ? (state.nominated.get(request ?? '') ?? []) : [officer];
    for (const touch of [...officers].flatMap((one) => touchesOf(occasion, one, known))) {
      // An officer who comes back to the same meeting counts once; every delivery counts by itself.
      if (touch.kind !== 'delivery' && state.seen.has(keyOf(touch))) continue;
      state.seen.add(keyOf(touch));
      state.touches.push(touch);
    }
  }
}

/** Relationship touch: a list, never a finding and never a score (fairness I8). */
export interface TouchView {
  readonly rows: readonly (Omit<Touch, 'mark'> & { readonly at: string })[];
  /** Rows; `involved = mitigated + withoutMitigation`. */
  readonly involved: number;
  readonly mitigated: number;
  readonly withoutMitigation: number;
}

type Counts = 'involved' | 'mitigated' | 'withoutMitigation';

function inOrder({ touches }: TouchState): readonly Touch[] {
  return [...touches].sort((a, b) => a.mark.at - b.mark.at || (keyOf(a) < keyOf(b) ? -1 : 1));
}

function touchLines(touches: readonly Touch[]): Readonly<Record<Counts, readonly Line[]>> {
  const lines = touches.map((touch) => {
    const { kind, officer, group, relationship, mitigation, mark } = touch;
    const how = mitigation === null ? 'without an arrangement' : `with the arrangement ${mitigation}`;
    const line = `${officer} served ${group} (${kind}), related to one of its members (${relationship}), ${how}.`;
    return { isMitigated: mitigation !== null, line: { of: mark.id, line, events: [mark] } };
  });
  const of = (wanted: (isMitigated: boolean) => boolean): readonly Line[] =>
    lines.filter(({ isMitigated }) => wanted(isMitigated)).map(({ line }) => line);
  return { involved: of(() => true), mitigated: of((is) => is), withoutMitigation: of((is) => !is) };
}

/** relationship-touch, in order of occurrence. */
export function touchView(state: TouchState): TouchView {
  const touches = inOrder(state);
  const { involved, mitigated, withoutMitigation } = touchLines(touches);
  return {
    rows: touches.map(({ mark, ...touch }) => ({ ...touch, at: formatInstant(mark.at) })),
    involved: involved.length,
    mitigated: mitigated.length,
    withoutMitigation: withoutMitigation.length,
  };
}

/** What the counts of relationship-touch are made of. */
export function touchExplained(state: TouchState): Explained {
  return { council: touchLines(inOrder(state)) };
}
