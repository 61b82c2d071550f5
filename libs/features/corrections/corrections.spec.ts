import { describe, expect, it } from '@jest/globals';
import { accepts, briefs, declines, reports, requests } from '../../../test/support/advice.js';
import { GROUPS, type RawEntry, type Then, adopted, given } from '../../../test/support/given.js';
import { arrives, present, request } from '../../../test/support/meeting.js';

const corrects = (target: string, set: object, fields: object = {}): RawEntry => ({
  t: '2026-03-20T09:00',
  event: 'A-1',
  e: 'EntryCorrected',
  target,
  set,
  ...fields,
});
const withdraws = (target: string, fields: object = {}): RawEntry => ({
  t: '2026-03-20T09:00',
  event: 'A-1',
  e: 'EntryWithdrawn',
  target,
  reason: 'mistaken',
  ...fields,
});
const flagged = briefs('G-A', { event: 'E-1', flags: { politicalImplications: true } });
const told = (tag: string, entries: readonly RawEntry[], at?: string): Then =>
  given(tag)
    .events([GROUPS, ...entries])
    .at(at);

const breach = 'BREACH 6.4(iii): event E-1, 2026-03-06T15:00:00Z';
const remains = `${breach}, resolved 2026-03-20T09:00:00Z`;

describe('what an amendment names (readings 2.1)', () => {
  const deliveries = (then: Then): unknown => then.projection('even-handedness-by-group');
  const other = briefs('G-A', { event: 'E-2', t: '2026-03-07T15:00' });

  it('an event by its own token, and that event alone', () => {
    const then = told('TH', [flagged, other, withdraws('E-1')]);
    expect(deliveries(then)).toMatchObject({ groups: { 'G-A': { briefings: 1 } } });
  });

  it('an event by its own UUID', () => {
    const id = '0197a0f0-7c00-7000-8000-000000000001';
    const then = told('TH', [{ ...flagged, event: id }, other, withdraws(id)]);
    expect(deliveries(then)).toMatchObject({ groups: { 'G-A': { briefings: 1 } } });
  });

  it('the event before an entry of the same token', () => {
    const then = told('TH', [{ ...flagged, event: 'REQ-1' }, requests('REQ-1', 'G-A'), withdraws('REQ-1')]);
    expect(deliveries(then)).toMatchObject({ groups: { 'G-A': { briefings: 0, requests: 1 } } });
  });

  it('an entry by its token: the event that opened it, and for what that has not each that has the field', () => {
    const entries = [requests('REQ-1', 'G-A'), declines('REQ-1', '2026-03-04T09:00'), requests('REQ-2', 'G-A')];
    const rows = (set: object): unknown => told('AL', [...entries, corrects('REQ-1', set)]).projection('group-support');
    expect(rows({ ground: 'cost' })).toMatchObject({ rows: [{ ground: 'cost', group: 'G-A' }, { ground: null }] });
    expect(rows({ group: 'G-B', matter: 'MAT-2' })).toMatchObject({
      rows: [
        { group: 'G-B', matter: 'MAT-2', decision: 'declined' },
        { group: 'G-A', matter: 'MAT-1' },
      ],
    });
  });

  it('of an entry the opening alone where that has the field', () => {
    const redirected = {
      t: '2026-03-03T09:00',
      e: 'GroupSupportRequestRedirected',
      id: 'REQ-1',
      to: 'chief_executive',
    };
    const then = told('TH', [
      { ...request, to: 'senior_officer' },
      redirected,
      corrects('REQ-1', { to: 'cmt_member' }),
    ]);
    expect(then.projection('group-support')).toMatchObject({ rows: [{ addressee: 'cmt_member', routing: 'ok' }] });
  });

  it('an entry, and not what only names it as its request', () => {
    const then = told('AL', [requests('REQ-1', 'G-A'), reports('G-A', { request: 'REQ-1' }), withdraws('REQ-1')]);
    expect(then.projection('group-support')).toMatchObject({ rows: [] });
    expect(deliveries(then)).toMatchObject({ groups: { 'G-A': { requests: 0, reports: 1 } } });
  });

  it('failing an entry, every event whose meeting it is', () => {
    const meeting = (entry: RawEntry): unknown => {
      const then = told('TH', [request, arrives(), present(3), entry]);
      return (then.projection('attendance-log') as { meetings: object }).meetings;
    };
    expect(meeting(corrects('MTG-1', { officer: 'O-9', count: 0 }))).toMatchObject({
      'MTG-1': { officers: [{ officer: 'O-9', minutes: 60 }], nonCouncillors: 0, authorisation: 'not_required' },
    });
    expect(meeting(withdraws('MTG-1'))).toEqual({});
  });

  it('failing an entry, every event whose request it is', () => {
    const then = told('AL', [
      reports('G-A', { request: 'REQ-9' }),
      reports('G-B', { request: 'REQ-9' }),
      withdraws('REQ-9'),
    ]);
    expect(deliveries(then)).toMatchObject({ council: { totalSupport: 0 } });
  });

  it('the time as well', () => {
    const then = told('TH', [flagged, corrects('E-1', { t: '2026-03-05T11:00' })]);
    expect(then.findings()).toEqual(['BREACH 6.4(iii): event E-1, 2026-03-05T11:00:00Z']);
  });

  it('nothing where the token is unknown, and P21 says so', () => {
    const rows = (told('TH', [withdraws('E-9')]).projection('audit-timeline') as { rows: object[] }).rows;
    expect(rows.at(-1)).toMatchObject({
      type: 'EntryWithdrawn',
      amends: 'E-9',
      effect: 'none',
      why: 'nothing is named E-9',
    });
  });

  it.each<[string, RawEntry, RegExp]>([
    ['a field that the event has not', corrects('E-1', { grund: 'cost' }), /GroupBriefingGiven has no field grund/],
    ['a value that does not fit', corrects('E-1', { group: 7 }), /group of GroupBriefingGiven cannot be set to this/],
    ['a time of an entry', corrects('REQ-1', { t: '2026-03-01' }), /REQ-1 is no event's own id/],
    ['a field of an amendment', corrects('A-0', { reason: 'other' }), /is not corrected/],
  ])('nothing by %s, and P21 says so', (_what, amendment, why) => {
    const earlier = withdraws('E-8', { event: 'A-0', t: '2026-03-19T09:00' });
    const then = told('AL', [requests('REQ-1', 'G-A'), flagged, earlier, amendment]);
    const { rows } = then.projection('audit-timeline') as { rows: object[] };
    expect(rows.at(-1)).toMatchObject({ event: 'A-1', effect: 'none', why: expect.stringMatching(why) });
  });

  it('what fits of a correction, beside what does not', () => {
    const then = told('TH', [flagged, corrects('E-1', { group: 'G-B', grund: 'cost' })]);
    expect(deliveries(then)).toMatchObject({ groups: { 'G-A': { briefings: 0 }, 'G-B': { briefings: 1 } } });
    const { rows } = then.projection('audit-timeline') as { rows: object[] };
    expect(rows.at(-1)).not.toHaveProperty('effect');
  });

  it('another amendment, which then does not stand', () => {
    const again = withdraws('A-1', { event: 'A-2', t: '2026-03-22T09:00' });
    expect(told('TH', [flagged, withdraws('E-1')]).findings()).toEqual([remains]);
    expect(told('TH', [flagged, withdraws('E-1'), again]).findings()).toEqual([breach]);
    const thrice = withdraws('A-2', { event: 'A-3', t: '2026-03-23T09:00' });
    expect(told('TH', [flagged, withdraws('E-1'), again, thrice]).projection('even-handedness-by-group')).toMatchObject(
      {
        council: { totalSupport: 0 },
      },
    );
  });
});

describe('a withdrawn entry is out of every count; a request taken back is not (readings 2.2)', () => {
  const taken = { t: '2026-03-04T09:00', e: 'GroupSupportRequestWithdrawn', id: 'REQ-1' };

  it.each<[string, RawEntry, object]>([
    ['withdrawn by the group', taken, { requests: 1, withdrawn: 1 }],
    ['withdrawn as mistaken', withdraws('REQ-1'), { requests: 0, withdrawn: 0 }],
  ])('%s', (_what, entry, row) => {
    const then = told('AL', [requests('REQ-1', 'G-A'), entry]);
    expect(then.projection('even-handedness-by-group')).toMatchObject({ groups: { 'G-A': row } });
  });
});

describe('an amendment counts for every instant once it is known (readings 2.3), its trace from its own occurrence on (2.4)', () => {
  const late = withdraws('E-1', { rec: '2026-03-25T09:00' });

  it.each<[string, string, string, string[]]>([
    ['before it occurred', '2026-03-20T08:59:59', '2026-03-31', []],
    ['once it occurred', '2026-03-20T09:00', '2026-03-31', [remains]],
    ['before it was recorded', '2026-03-31', '2026-03-25T08:59:59', [breach]],
    ['once it was recorded', '2026-03-31', '2026-03-25T09:00', [remains]],
  ])('%s', (_when, at, knownAt, found) => {
    expect(given('TH').events([GROUPS, flagged, late]).at(at, { knownAt }).findings()).toEqual(found);
  });
});

describe('what an amendment took away stays resolved (readings 2.4)', () => {
  const met = [requests('REQ-1', 'G-A'), accepts('REQ-1', '2026-03-03T09:00')];
  const refused = [requests('REQ-2', 'G-B'), declines('REQ-2', '2026-03-04T09:00', { event: 'D-1' })];
  const misrouted: RawEntry = { ...request, to: 'senior_officer' };
  const redirected = { t: '2026-03-03T09:00', e: 'GroupSupportRequestRedirected', id: 'REQ-1', to: 'cmt_member' };

  it.each<[string, string, RawEntry[], string[]]>([
    ['an open finding whose event is withdrawn', 'TH', [flagged, withdraws('E-1')], [remains]],
    [
      'an open finding whose cause is corrected',
      'TH',
      [flagged, corrects('E-1', { flags: { politicalImplications: false } })],
      [remains],
    ],
    [
      'a resolved finding, resolved anew by the amendment',
      'TH',
      [misrouted, redirected, withdraws('REQ-1')],
      ['BREACH 6.4(i): request REQ-1, 2026-03-02T09:30:00Z, resolved 2026-03-20T09:00:00Z'],
    ],
    [
      'a ground added later (AL 47)',
      'AL',
      [...met, ...refused, corrects('D-1', { ground: 'cost' })],
      ['BREACH 47: request REQ-2, 2026-03-04T09:00:00Z, resolved 2026-03-20T09:00:00Z'],
    ],
    [
      'not where the rule still finds the same subject',
      'TH',
      [flagged, corrects('E-1', { t: '2026-03-05T11:00' })],
      ['BREACH 6.4(iii): event E-1, 2026-03-05T11:00:00Z'],
    ],
    [
      'not what had come to be only afterwards',
      'TH',
      [
        { ...flagged, t: '2026-03-21T09:00' },
        withdraws('E-1'),
        { t: '2026-03-30T09:00', e: 'PoliticalGroupRegistered', group: 'G-D' },
      ],
      [],
    ],
    [
      'not where the amendment is withdrawn in its own instant',
      'TH',
      [flagged, withdraws('E-1'), withdraws('A-1', { event: 'A-2' })],
      [breach],
    ],
  ])('%s', (_what, tag, entries, found) => {
    expect(told(tag, entries).findings()).toEqual(found);
  });

  it('stays in the totals as resolved; everything else shows only the amended state', () => {
    const then = told('TH', [request, arrives(), present(3, { event: 'P-1' }), withdraws('P-1')]);
    expect(then.projection('findings')).toMatchObject({ totals: { BREACH: { open: 0, total: 1 } } });
    expect(then.projection('attendance-log')).toMatchObject({
      meetings: { 'MTG-1': { verdict: 'clear', nonCouncillors: 0 } },
    });
    expect(then.findings()).toEqual([
      'BREACH 6.4(ii): meeting MTG-1, 2026-03-10T18:10:00Z, resolved 2026-03-20T09:00:00Z',
    ]);
  });

  it('a finding that a correction brings occurred when the act did (readings 3.4)', () => {
    const plain = briefs('G-A', { event: 'E-1' });
    const then = told('TH', [plain, corrects('E-1', { flags: { politicalImplications: true } })]);
    expect(then.findings()).toEqual([breach]);
    const before = told('TH', [plain, corrects('E-1', { flags: { politicalImplications: true } })], '2026-03-19');
    expect(before.findings()).toEqual([breach]);
  });

  it('a finding that a correction brings rests on the correction: it was not known before it was recorded', () => {
    const set = corrects('E-1', { flags: { politicalImplications: true } });
    const [row] = told('TH', [briefs('G-A', { event: 'E-1' }), { ...set, rec: '2026-03-21T09:00' }]).rows();
    expect(row).toMatchObject({ event: 'E-1', events: ['E-1', 'A-1'], recordedAt: '2026-03-21T09:00:00Z' });
  });

  it('the instant of the trace is that of the latest recorded amendment that names its anchor', () => {
    const other = { ...briefs('G-B', { event: 'E-2' }), t: '2026-03-07T15:00' };
    const entries = [
      flagged,
      other,
      withdraws('E-1', { event: 'A-1', t: '2026-03-18T09:00', rec: '2026-03-22T09:00' }),
      withdraws('E-2', { event: 'A-2', t: '2026-03-25T09:00' }),
    ];
    expect(told('TH', entries).rows()).toMatchObject([{ events: ['E-1', 'A-1'], remediedAt: '2026-03-18T09:00:00Z' }]);
  });

  it('what a withdrawn adoption had judged stays visible: the first recording is judged by its own packs', () => {
    const adoption = adopted('tower-hamlets-lb', '2', '2026-01-01', { event: 'P-1' });
    const entries = [adoption, GROUPS, flagged, withdraws('P-1')];
    const then = given(null).events(entries).at('2026-12-31');
    expect(then.pack).toBeNull();
    expect(then.findings('grp.no_political_implications')).toEqual([remains]);
  });

  it('late recording without an amendment leaves no trace', () => {
    const late = { ...redirected, t: request['t'], rec: '2026-03-09T09:00' };
    const asked = given('TH').events([GROUPS, misrouted, late]);
    expect(asked.at('2026-03-10', { knownAt: '2026-03-08' }).findings()).toHaveLength(1);
    expect(asked.at('2026-03-10', { knownAt: '2026-03-10' }).findings()).toEqual([]);
  });
});
