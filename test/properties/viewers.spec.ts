import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Viewer, projectionNames, rolesOf } from '#lib/council/index.js';
import type { FindingRow, FindingsView } from '#lib/council/findings.js';
import type { TimelineRow } from '#lib/council/timeline.js';
import { viewOf } from '#lib/council/view.js';
import { type Folded, foldHistory } from '#lib/council/replay.js';
import { readEventFile } from '#lib/event-file/index.js';
import { parseInstant } from '#lib/kernel/index.js';
import { type Pack, builtInPacks } from '#lib/protocol/index.js';
import { play } from '../../apps/cli/history.js';
import { YEAR_END, demonstrationYear, yearPacks } from '../../apps/service/demonstration/year.js';
import { declarationHistories } from '../support/declaration-histories.js';
import { GROUPS } from '../support/given.js';
import { type RawEntry, histories } from '../support/histories.js';
import { asLines } from '../support/own-ids.js';
import {
  type Line,
  OF_CASES,
  OF_RELATIONSHIPS,
  REVIEWERS,
  type RowsOf,
  WHO_SEES_WHAT,
} from '../support/who-sees-what.js';

const RUNS = Number(process.env['EVENHAND_RUNS'] ?? 40);
const shelf = builtInPacks();
const packs = shelf.all().filter(({ overlay }) => !overlay);

type Row = Readonly<Record<string, unknown>>;
type Data = Readonly<Record<string, unknown>>;

function madeUpYear(pack: Pack): Folded {
  const all = yearPacks(shelf);
  if (all === undefined) throw new Error('no pack judges the made-up year');
  const events = demonstrationYear(all).map(
    ({ id, type, occurredAt, recordedAt, payload, recordedBy }, index) =>
      ({
        id,
        type,
        at: occurredAt,
        rec: recordedAt,
        payload,
        recordedBy,
        pack: null,
        position: String(index + 1),
      }) as const,
  );
  const at = parseInstant(YEAR_END, 'end') ?? 0;
  return foldHistory(events, shelf, { at, knownAt: at, pack, viewer: null });
}

const answer = (folded: Folded, name: string, viewer: Viewer | null): Data =>
  viewOf(folded, viewer).projection(name as (typeof projectionNames)[number]) as Data;

/** Rows by name: a list by its fields, a map by its tokens. */
function rowsIn(data: Data, { member, key }: RowsOf): ReadonlyMap<string, Row> {
  const rows = data[member];
  if (rows === undefined) return new Map();
  if (!Array.isArray(rows)) return new Map(Object.entries(rows as Readonly<Record<string, Row>>));
  return new Map((rows as Row[]).map((row) => [key.map((field) => String(row[field])).join(' '), row]));
}

interface Asking {
  readonly folded: Folded;
  readonly pack: Pack;
  readonly viewer: Viewer;
  readonly group: string | null;
  readonly timeline: readonly TimelineRow[];
}

/** True where the table lets the viewer see all of a projection. */
function seesWhole({ whole }: Line, { pack, viewer }: Asking): boolean {
  const roles = rolesOf(viewer);
  const holds = (wanted: readonly string[]): boolean => roles.some((role) => wanted.includes(role));
  if (whole === 'everybody') return true;
  if (whole === 'signed in') return roles.some((role) => role !== 'public');
  if (holds(['auditor'])) return true;
  if (whole === 'reviewers') return holds(REVIEWERS);
  if (whole === 'keeper')
    return holds([pack.roles.has('monitoring_officer') ? 'monitoring_officer' : 'proper_officer']);
  return holds((pack.visibility['relationships']?.['full'] ?? []) as readonly string[]);
}

const namesPerson = ({ payload, recordedBy }: TimelineRow, person: string): boolean =>
  recordedBy?.person === person || Object.values(payload).some((value) => [value].flat().includes(person));

/** True where the table says that a row is the viewer's own. */
function isOwn([name, row]: readonly [string, Row], of: RowsOf, { viewer, group, timeline, pack }: Asking): boolean {
  const { person } = viewer;
  const given = Object.entries(of.ofGroups ?? {});
  if (given.length > 0)
    return group !== null && given.every(([key, word]) => pack.visibility['group_support']?.[key] === word);
  const own = [person, group].filter((token) => token !== undefined && token !== null);
  const tokens = of.own.map((field) => (field === '*' ? name : row[field]));
  const inside = of.own.includes('keys') ? Object.keys(row) : [];
  if ([...tokens, ...inside].some((token) => own.includes(String(token)))) return true;
  if (of.ofOfficers !== true || person?.startsWith('O-') !== true) return false;
  const behind = timeline.filter(({ event, payload }) => {
    const isListed = (row['events'] as readonly string[]).includes(event);
    return isListed || (of.namedIn !== undefined && payload[of.namedIn] === name);
  });
  return behind.some((event) => namesPerson(event, person));
}

/** Where what a viewer gets of one projection is not what the table says. */
function faultsOf(name: string, line: Line, asking: Asking): string[] {
  const { folded, viewer } = asking;
  const [all, seen] = [answer(folded, name, null), answer(folded, name, viewer)];
  const who = `${name} for ${JSON.stringify(viewer)} under ${asking.pack.tag}`;
  if (seesWhole(line, asking)) return JSON.stringify(seen) === JSON.stringify(all) ? [] : [`${who}: not whole`];
  const besides = Object.keys(seen).filter((member) => member !== line.rows?.member && !isBeside(member, line, asking));
  const ofRelationships = line.whole === 'full' ? relationshipFaults(seen, asking) : null;
  if (ofRelationships !== null) return ofRelationships.map((fault) => `${who}: ${fault}`);
  const { rows: of } = line;
  const extra = besides
    .filter((member) => of === null || !['[]', '{}'].includes(JSON.stringify(seen[member])))
    .filter((member) => !['unregistered', 'reviews', 'companies'].includes(member))
    .map((member) => `${who}: has ${member}`);
  if (of === null) return extra;
  const expected = [...rowsIn(all, of)].filter((row) => isOwn(row, of, asking)).map(([key]) => key);
  const found = [...rowsIn(seen, of).keys()];
  return found.sort().join() === expected.sort().join()
    ? extra
    : [...extra, `${who}: ${found.join()} for ${expected.join()}`];
}

function isBeside(member: string, { beside = {} }: Line, { folded, group }: Asking): boolean {
  const to = beside[member];
  if (to === undefined || group === null) return false;
  const { groups } = answer(folded, 'even-handedness-by-group', null) as { readonly groups: Row };
  return to === 'group of three' && Object.keys(groups).length >= 3;
}

/** Of relationships nobody but their keepers sees anything that is not about the viewer, a group's members or a manager's staff. */
function relationshipFaults(seen: Data, { folded, pack, viewer }: Asking): string[] {
  const { relationships } = folded.fold.states.relationships;
  const given = pack.visibility['relationships'] ?? {};
  const answersForOthers = rolesOf(viewer).some((role) => typeof given[role] === 'string');
  const isParty = [...relationships.values()].some(({ member, officer }) =>
    [member, officer].includes(viewer.person ?? ''),
  );
  const counts = (given['counts_only'] ?? []) as readonly string[];
  const isCounted = rolesOf(viewer).some((role) => counts.includes(role));
  if (isParty || answersForOthers) return [];
  return Object.entries(seen)
    .filter(([, value]) => !(isCounted && typeof value === 'number' && value >= 5))
    .map(([member]) => `has ${member}`);
}

const OTHERS = ['auditor', 'public', 'elected_member', ...REVIEWERS];
/** A member of a group with rows of their own, another member, an officer with rows, one without, nobody. */
const PEOPLE = ['M-001', 'M-016', 'O-02', 'O-999', undefined];

describe.each(packs.map((pack) => [pack.tag, pack] as const))('under %s', (_tag, pack) => {
  const folded = madeUpYear(pack);
  const timeline = answer(folded, 'audit-timeline', null)['rows'] as readonly TimelineRow[];
  const people = [...new Set([...PEOPLE, ...membersOf(folded), ...officersOf(timeline)])];
  const roles = [...new Set([...pack.roles.keys(), ...OTHERS])];

  it.each(Object.entries(WHO_SEES_WHAT))(
    '%s: each role sees what the table says, own rows, others’ and counts',
    (name, line) => {
      const faults = roles.flatMap((role) =>
        people.flatMap((person) => {
          const viewer = { role, ...(person === undefined ? {} : { person }) };
          const sits = person === undefined ? undefined : folded.fold.states.structure.memberGroup.get(person);
          const group = role === 'public' ? null : (sits ?? null);
          return faultsOf(name, line, { folded, pack, viewer, group, timeline });
        }),
      );
      expect(faults.slice(0, 5)).toEqual([]);
    },
  );
});

/** Subjects that are about relationships, whatever the rule. */
const isOfRelationships = ({ rule, subject }: FindingRow): boolean =>
  /^rel\./.test(rule) || /^(relationship|pair) /.test(subject);

describe.each(packs.map((pack) => [pack.tag, pack] as const))('findings and timeline under %s', (_tag, pack) => {
  const folded = madeUpYear(pack);
  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- each projection has rows of its own kind
  const rowsFor = <R>(name: string, viewer: Viewer | null): readonly R[] =>
    (answer(folded, name, viewer)['rows'] ?? []) as readonly R[];
  const full = (pack.visibility['relationships']?.['full'] ?? []) as readonly string[];
  const fromOfficers = (pack.visibility['concern_cases']?.['hide_from'] ?? []) as readonly string[];

  it.each(['findings', 'statutory-findings'])(
    '%s: reviewers see all but relationships, and totals of what they see',
    (name) => {
      for (const role of [...REVIEWERS, 'auditor']) {
        const isFull = role === 'auditor' || full.includes(role);
        const all = rowsFor<FindingRow>(name, null).filter((row) => isFull || !isOfRelationships(row));
        expect(rowsFor<FindingRow>(name, { role })).toEqual(all);
        const { totals } = answer(folded, name, { role }) as Partial<FindingsView>;
        if (totals !== undefined) {
          const counted = totals.BREACH.total + totals.WARN.total + totals.INFO.total;
          expect(counted).toBe(all.length);
        }
      }
    },
  );

  it('findings: others see what is about a row of their own, and no totals', () => {
    const all = new Map(rowsFor<FindingRow>('findings', null).map((row) => [row.finding, row]));
    for (const role of pack.roles.keys()) {
      if (REVIEWERS.includes(role)) continue;
      for (const person of [...membersOf(folded), 'M-999', 'O-999', undefined]) {
        const viewer = { role, ...(person === undefined ? {} : { person }) };
        expect(answer(folded, 'findings', viewer)).not.toHaveProperty('totals');
        const requests = new Set(
          rowsFor<{ readonly request: string }>('group-support', viewer).map(({ request }) => request),
        );
        for (const row of rowsFor<FindingRow>('findings', viewer)) {
          expect(all.get(row.finding)?.subject).toBe(row.subject);
          const [word, token = ''] = row.subject.split(' ');
          if (word === 'person' || / person /.test(row.subject)) expect(row.subject).toContain(` ${String(person)}`);
          if (word === 'request' && token.startsWith('REQ')) expect(requests).toContain(token);
        }
        if (person?.endsWith('999') === true || person === undefined) expect(rowsFor('findings', viewer)).toEqual([]);
      }
    }
  });

  it('audit-timeline: reviewers see all but relationships and openings; positions are places among what is seen', () => {
    for (const role of REVIEWERS) {
      const rows = rowsFor<TimelineRow>('audit-timeline', { role });
      const hidden = [
        ...(full.includes(role) ? [] : OF_RELATIONSHIPS),
        ...(role === (pack.roles.has('monitoring_officer') ? 'monitoring_officer' : 'proper_officer')
          ? []
          : ['SealedPayloadOpened']),
      ];
      const expected = rowsFor<TimelineRow>('audit-timeline', null).filter(({ type }) => !hidden.includes(type));
      // Under such a pack each case follows whom it reached: hidden.spec.ts of the council.
      const ofCases = fromOfficers.includes('other_officers') ? OF_CASES : [];
      const isAmendment = ({ type }: TimelineRow): boolean => type.startsWith('Entry');
      const plain = (list: readonly TimelineRow[]): readonly string[] =>
        list.filter((row) => !isAmendment(row) && !ofCases.includes(row.type)).map(({ event }) => event);
      expect(plain(rows)).toEqual(plain(expected));
      const places = rows.map(({ position }) => Number(position)).sort((a, b) => a - b);
      expect(new Set(places).size).toBe(rows.length);
    }
  });

  it('audit-timeline: the public sees no event, and who has no rows only what everybody signed in sees', () => {
    expect(rowsFor('audit-timeline', { role: 'public' })).toEqual([]);
    const rows = rowsFor<TimelineRow>('audit-timeline', { role: 'elected_member', person: 'M-999' });
    expect(rows.map(({ type }) => type).filter((type) => !/^(Protocol|OfficeHolderBriefing)/.test(type))).toEqual([]);
  });
});

/** A member of each of two groups who has asked for something. */
function membersOf({ fold }: Folded): readonly string[] {
  return [...fold.states.structure.memberGroup]
    .filter(([, group]) => group !== null)
    .map(([member]) => member)
    .slice(0, 2);
}

/** The officer whom most events name. */
function officersOf(timeline: readonly TimelineRow[]): readonly string[] {
  const named = timeline.flatMap(({ payload }) => (typeof payload['officer'] === 'string' ? [payload['officer']] : []));
  const counted = [...Map.groupBy(named, (officer) => officer)].sort(([, a], [, b]) => b.length - a.length);
  return counted.slice(0, 1).map(([officer]) => officer);
}

describe('two roles', () => {
  it('see the union of what each sees', () => {
    const folded = madeUpYear(packs.find(({ tag }) => tag === 'TH')!);
    const rows = (viewer: Viewer): readonly string[] =>
      projectionNames.flatMap((name) => {
        const of = WHO_SEES_WHAT[name]?.rows;
        return of === undefined || of === null
          ? []
          : [...rowsIn(answer(folded, name, viewer), of).keys()].map((key) => `${name} ${key}`);
      });
    const both = rows({ roles: ['elected_member', 'chief_executive'], person: 'M-001' });
    const each = [
      ...rows({ role: 'elected_member', person: 'M-001' }),
      ...rows({ role: 'chief_executive', person: 'M-001' }),
    ];
    expect(new Set(both)).toEqual(new Set(each));
    expect(both.length).toBeGreaterThan(rows({ role: 'elected_member', person: 'M-001' }).length);
  });
});

/** Everything that a viewer gets of a history, as bytes: data, names, counts, positions, lines and refusals. */
function bytesFor(events: readonly RawEntry[], pack: Pack, viewer: Viewer): string {
  const read = readEventFile(asLines(events), 'history.jsonl');
  if (!read.ok) throw new Error(JSON.stringify(read.refusal));
  const at = parseInstant('2040-01-01') ?? 0;
  const view = viewOf(
    foldHistory(play(read.value, shelf, pack).events, shelf, { at: at - 1, knownAt: at, pack, viewer: null }),
    viewer,
  );
  const lines = projectionNames.map((name) => {
    const asked = ['council', 'totals', 'protocol', 'G-A', 'G-B', 'MAT-1', 'REQ-1', 'M-1', 'REL-X', 'nothing'];
    return asked.map((row) => view.explain(name, { row, figure: 'nothing' }));
  });
  return JSON.stringify([
    view.position,
    view.seen()?.length ?? null,
    projectionNames.map((name) => [name, view.projection(name), view.rules(name)]),
    lines,
  ]);
}

const T = '2026-03-10T10:00';
const relationships: readonly RawEntry[] = [
  {
    t: T,
    e: 'RelationshipDeclared',
    event: 'X-1',
    id: 'REL-X',
    by: 'M-71',
    about: 'O-71',
    category: 'family',
    to: 'party_whip',
  },
  {
    t: T,
    e: 'RelationshipDeclared',
    event: 'X-2',
    id: 'REL-X',
    by: 'O-71',
    about: 'M-71',
    category: 'family',
    to: 'line_manager',
  },
  { t: '2026-03-11', e: 'RelationshipMitigationAgreed', event: 'X-3', id: 'REL-X', mitigation: 'reassigned' },
  { t: T, e: 'FamiliarityConcernRaised', event: 'X-4', id: 'FAM-X', by: 'M-72', member: 'M-71', officer: 'O-71' },
  { t: '2026-03-12', e: 'EntryCorrected', event: 'X-5', target: 'X-1', set: { category: 'business' } },
];

const casesAbout = (person: string): readonly RawEntry[] => [
  { t: T, e: 'ConcernRaised', event: 'X-6', id: 'CON-X', by: 'M-71', about: person, to: 'chair_of_staffing_committee' },
  { t: '2026-03-11', e: 'ConcernRouted', event: 'X-7', id: 'CON-X', to: 'chair_of_council' },
  { t: T, e: 'NeutralityConcernRaised', event: 'X-8', id: 'CON-Y', by: 'M-71', about: person },
  {
    t: '2026-03-12',
    e: 'NeutralityConcernSettled',
    event: 'X-9',
    id: 'CON-Y',
    outcome: 'confirmed',
    by: 'chair_of_council',
  },
];

const reports = (person: string): readonly RawEntry[] => [
  { t: T, e: 'UnduePressureReported', event: 'X-10', id: 'PR-X', by: 'O-71', about: person, kind: 'advice' },
];

const ofOthers: readonly RawEntry[] = [
  {
    t: T,
    e: 'OfficerAttendedGroupMeeting',
    event: 'X-11',
    meeting: 'MTG-X',
    group: 'G-C',
    officer: 'O-71',
    role: 'senior_officer',
    until: '2026-03-10T11:00',
  },
  { t: T, e: 'NonCouncillorPresenceRecorded', event: 'X-12', meeting: 'MTG-X', count: 2 },
];

interface Excluded {
  readonly viewer: Viewer;
  readonly entries: readonly RawEntry[];
  /** Tags of the packs that hide the entries from the viewer. */
  readonly under: readonly string[];
}

const EVERY = packs.map(({ tag }) => tag);
const excluded: Readonly<Record<string, Excluded>> = {
  'relationships from the Chief Executive': {
    viewer: { role: 'chief_executive', person: 'O-81' },
    entries: relationships,
    under: EVERY,
  },
  'relationships from the Monitoring Officer': {
    viewer: { role: 'monitoring_officer', person: 'O-81' },
    entries: relationships,
    under: ['GA', 'NT', 'OM', 'AL'],
  },
  'relationships from the Proper Officer of Tower Hamlets': {
    viewer: { role: 'proper_officer', person: 'O-81' },
    entries: relationships,
    under: ['TH'],
  },
  'a case about the Town Clerk from the Town Clerk': {
    viewer: { role: 'proper_officer', person: 'O-81' },
    entries: [...casesAbout('O-81'), ...reports('O-81')],
    under: ['GA', 'TH', 'OM'],
  },
  'a case about the Chief Executive from the Chief Executive': {
    viewer: { role: 'chief_executive', person: 'O-81' },
    entries: [...casesAbout('O-81'), ...reports('O-81')],
    under: ['GA', 'TH', 'OM', 'AL'],
  },
  'a case about the Monitoring Officer from an auditor who is that person': {
    viewer: { roles: ['monitoring_officer', 'auditor'], person: 'O-81' },
    entries: [...casesAbout('O-81'), ...reports('O-81')],
    under: ['GA', 'TH', 'OM', 'AL'],
  },
  'a report about a member from that member': {
    viewer: { role: 'committee_chair', person: 'M-2' },
    entries: [...reports('M-2'), ...relationships],
    under: EVERY,
  },
  'what others do from a member of a group': {
    viewer: { role: 'group_leader', person: 'M-2', group: 'G-B' },
    entries: [...relationships, ...casesAbout('O-72'), ...reports('M-73'), ...ofOthers],
    under: EVERY,
  },
  'what others do from an officer': {
    viewer: { role: 'senior_officer', person: 'O-91' },
    entries: [...relationships, ...casesAbout('O-72'), ...reports('M-73'), ...ofOthers],
    under: EVERY,
  },
  'everything from the public': {
    viewer: { role: 'public' },
    entries: [...casesAbout('O-72'), ...reports('M-73'), ...ofOthers],
    under: EVERY,
  },
};

describe('entries that are hidden from a viewer change no byte of what the viewer gets', () => {
  it.each(Object.entries(excluded))('%s', (_what, { viewer, entries, under }) => {
    const judging = packs.filter(({ tag }) => under.includes(tag));
    fc.assert(
      fc.property(
        fc.oneof(histories(20), declarationHistories() as fc.Arbitrary<RawEntry[]>),
        fc.constantFrom(...judging),
        (history, pack) => {
          const before = bytesFor(history, pack, viewer);
          expect(bytesFor([...history, ...entries], pack, viewer)).toBe(before);
        },
      ),
      { numRuns: RUNS, seed: 20_261_201, endOnFailure: true },
    );
  });

  it('and they do change what somebody gets who sees them', () => {
    for (const { entries } of Object.values(excluded)) {
      const auditor = { role: 'auditor' };
      const pack = packs[0]!;
      expect(bytesFor([GROUPS, ...entries], pack, auditor)).not.toBe(bytesFor([GROUPS], pack, auditor));
    }
  });
});
