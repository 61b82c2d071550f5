/** What every arbitrary of an event is made of: tokens that meet each other, roles, and the shape of a sketch. */
import fc from 'fast-check';
import { late } from './times.js';
import type { When } from './times.js';

/** An event before the calendar is known; `plus` stands for minutes after `t`, `day` for a date of the window. */
export interface Sketch {
  when: When;
  kind: 'e' | 'command';
  type: string;
  fields: Record<string, unknown>;
}

type Shape = Record<string, fc.Arbitrary<unknown>>;

export const tokens = {
  group: fc.constantFrom('G-A', 'G-A', 'G-B', 'G-B', 'G-C', 'G-D', 'G-X'),
  member: fc.constantFrom('M-1', 'M-2', 'M-3', 'M-4'),
  officer: fc.constantFrom('O-1', 'O-2', 'O-3'),
  request: fc.constantFrom('REQ-1', 'REQ-1', 'REQ-2', 'REQ-2', 'REQ-3', 'REQ-4', 'REQ-9'),
  matter: fc.constantFrom('MAT-1', 'MAT-1', 'MAT-1', 'MAT-2', 'MAT-3'),
  version: fc.constantFrom('V1', 'V1', 'V2', 'V2', 'V3'),
  information: fc.constantFrom('INF-1', 'INF-1', 'INF-2', 'INF-2', 'INF-3', 'INF-9'),
  concern: fc.constantFrom('CON-1', 'CON-2', 'CON-9'),
  ground: fc.constantFrom(null, null, 'party_business_only', 'no_capacity'),
};

const { member, officer } = tokens;

export const roles = fc.constantFrom(
  ...['proper_officer', 'proper_officer', 'chief_executive', 'chief_executive', 'cmt_member', 'senior_officer'],
  ...['monitoring_officer', 'line_manager', 'members_support_team', 'chief_officer', 'committee_chair', 'mayor'],
  ...['political_assistant', 'service_head'],
);

/** Who attends or advises: mostly ordinary officers, often an assistant. */
export const ownRoles = fc.constantFrom(
  'senior_officer',
  'cmt_member',
  'chief_executive',
  'political_assistant',
  'service_head',
);

/** Who says whether non-councillors may be there: mostly the one who may. */
export const authorisers = fc.oneof(
  { weight: 3, arbitrary: fc.constant('chief_executive') },
  { weight: 1, arbitrary: roles },
);

export const yes = fc.boolean();

/** Roles that exempt, bind or except whoever holds them. */
export const heldRoles = fc.constantFrom(
  ...['committee_chair', 'committee_vice_chair', 'chair_of_council', 'political_assistant', 'political_assistant'],
  ...['chief_officer', 'monitoring_officer', 'chief_executive'],
);
export const anybody = fc.oneof(member, officer);

/** Content flags: mostly clean, each one sometimes up, now and then one that the language does not name. */
export const flags = fc.record(
  {
    facts: yes,
    options: yes,
    politicalImplications: fc.constantFrom(false, false, true),
    recommendation: fc.constantFrom(false, false, true),
    persuasion: fc.constantFrom(false, true),
  },
  { requiredKeys: [] },
);

/** One token, or several that stand for one event each. */
export function many(one: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.oneof(
    { weight: 4, arbitrary: one },
    { weight: 1, arbitrary: fc.uniqueArray(one, { minLength: 1, maxLength: 3 }) },
  );
}

export function event(
  type: string,
  when: fc.Arbitrary<When>,
  required: Shape,
  optional: Shape = {},
): fc.Arbitrary<Sketch> {
  const fields = fc.record({ ...required, ...optional }, { requiredKeys: Object.keys(required) });
  return fc.record({ when, kind: fc.constant('e' as const), type: fc.constant(type), fields });
}

export function command(type: string, required: Shape, optional: Shape = {}): fc.Arbitrary<Sketch> {
  return event(type, late, required, optional).map((sketch) => ({ ...sketch, kind: 'command' as const }));
}

/** Minutes after `t`, filled in when the calendar is known. */
export function plus(...minutes: number[]): fc.Arbitrary<unknown> {
  return fc.constantFrom(...minutes).map((value) => ({ plus: value }));
}

export function days(list: number[]): unknown {
  return list.map((value) => ({ day: value }));
}
