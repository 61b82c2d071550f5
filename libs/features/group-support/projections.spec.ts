import { describe, expect, it } from '@jest/globals';
import { GROUPS, type RawEntry, given } from '../../../test/support/given.js';

const request = (id: string, fields: object): RawEntry => ({
  t: '2026-03-02T09:30',
  e: 'GroupSupportRequested',
  id,
  group: 'G-A',
  form: 'attendance',
  ...fields,
});
const decide = (t: string, kind: string, id: string, fields: object = {}): RawEntry => ({
  t,
  e: `GroupSupportRequest${kind}`,
  id,
  ...fields,
});
const brief = (fields: object): RawEntry => ({
  t: '2026-03-06T15:00',
  e: 'GroupBriefingGiven',
  matter: 'MAT-1',
  version: 'V1',
  ...fields,
});

const rowsOf = (tag: string, ...entries: RawEntry[]): unknown =>
  given(tag)
    .events([GROUPS, ...entries])
    .at()
    .projection('group-support');

describe('P05 group-support', () => {
  it('opens the decision and the routing of a request to their events', () => {
    const entries = [
      request('REQ-1', { to: 'line_manager', event: 'E-1' }),
      decide('2026-03-03T10:00', 'Redirected', 'REQ-1', { to: 'cmt_member', event: 'E-2' }),
      decide('2026-03-04T09:00', 'Accepted', 'REQ-1', { event: 'E-3' }),
    ];
    const then = given('TH')
      .events([GROUPS, ...entries])
      .at();
    const lines = (figure: string): unknown => then.explain('group-support', 'REQ-1', figure);
    expect(lines('decision')).toEqual([{ of: 'accepted', line: 'Request REQ-1 is accepted.', events: ['E-3'] }]);
    const routed = { of: 'redirected', line: 'Request REQ-1 is redirected.', events: ['E-1', 'E-2'] };
    expect(lines('routing')).toEqual([routed]);
  });

  it('has one row a request, its addressee the first one, its deliveries a number (readings 4, P05)', () => {
    const row = {
      group: 'G-A',
      form: 'attendance',
      matter: null,
      addressee: null,
      routing: 'ok',
      ground: null,
      deliveries: 0,
    };
    const events = [
      request('REQ-1', { matter: 'MAT-1', to: 'senior_officer' }),
      request('REQ-2', { to: 'line_manager' }),
      request('REQ-3', { group: 'G-B', form: 'written_report', matter: 'MAT-2', to: 'senior_officer' }),
      request('REQ-4', {}),
      decide('2026-03-03T09:00', 'Redirected', 'REQ-1', { to: 'line_manager' }),
      decide('2026-03-03T10:00', 'Redirected', 'REQ-1', { to: 'cmt_member' }),
      decide('2026-03-04T09:00', 'Accepted', 'REQ-1'),
      decide('2026-03-04T09:00', 'Declined', 'REQ-2', { ground: 'party_business' }),
      decide('2026-03-04T09:00', 'Withdrawn', 'REQ-4'),
      brief({ request: 'REQ-1' }),
      brief({ t: '2026-03-09T15:00', request: 'REQ-1', version: 'V2' }),
      brief({ group: 'G-B' }),
    ];
    expect(rowsOf('TH', ...events.map((entry, index) => ({ ...entry, event: `E-${String(index)}` })))).toEqual({
      rows: [
        {
          ...row,
          request: 'REQ-1',
          matter: 'MAT-1',
          addressee: 'senior_officer',
          routing: 'redirected',
          decision: 'accepted',
          deliveries: 2,
          events: ['E-0', 'E-4', 'E-5', 'E-6', 'E-9', 'E-10'],
        },
        {
          ...row,
          request: 'REQ-2',
          addressee: 'line_manager',
          routing: 'misrouted',
          decision: 'declined',
          ground: 'party_business',
          events: ['E-1', 'E-7'],
        },
        {
          ...row,
          request: 'REQ-3',
          group: 'G-B',
          form: 'written_report',
          matter: 'MAT-2',
          addressee: 'senior_officer',
          decision: 'pending',
          events: ['E-2'],
        },
        { ...row, request: 'REQ-4', decision: 'withdrawn', events: ['E-3', 'E-8'] },
      ],
      misroutedThenRedirected: 1,
    });
  });

  it('is misrouted while no addressee has it, and only under a pack that binds the form', () => {
    const misrouted = request('REQ-1', { to: 'senior_officer' });
    const onwards = decide('2026-03-03T09:00', 'Redirected', 'REQ-1', { to: 'line_manager' });
    expect(rowsOf('TH', misrouted, onwards)).toMatchObject({
      rows: [{ routing: 'misrouted' }],
      misroutedThenRedirected: 0,
    });
    for (const tag of ['GA', 'NT', 'OM', 'AL']) {
      expect(rowsOf(tag, misrouted, onwards)).toMatchObject({ rows: [{ routing: 'ok' }], misroutedThenRedirected: 0 });
    }
  });

  it.each<[string, RawEntry[], object]>([
    [
      'accepted, then declined',
      [
        decide('2026-03-03T09:00', 'Accepted', 'REQ-1'),
        decide('2026-03-04T09:00', 'Declined', 'REQ-1', { ground: 'cost' }),
      ],
      { decision: 'declined', ground: 'cost' },
    ],
    [
      'declined, then accepted',
      [
        decide('2026-03-03T09:00', 'Declined', 'REQ-1', { ground: 'cost' }),
        decide('2026-03-04T09:00', 'Accepted', 'REQ-1'),
      ],
      { decision: 'accepted', ground: null },
    ],
    [
      'accepted, then taken back by the group (readings 2.2)',
      [decide('2026-03-03T09:00', 'Accepted', 'REQ-1'), decide('2026-03-04T09:00', 'Withdrawn', 'REQ-1')],
      { decision: 'withdrawn', ground: null },
    ],
  ])('the latest decision stands: %s', (_what, decisions, expected) => {
    expect(rowsOf('AL', request('REQ-1', {}), ...decisions)).toMatchObject({ rows: [expected] });
  });

  it('a decision about an unknown entry and a second opening have no effect, and P21 says so (readings 1.8)', () => {
    const entries = [
      decide('2026-03-01T09:00', 'Accepted', 'REQ-1'),
      request('REQ-1', {}),
      request('REQ-1', { t: '2026-03-03T09:30', group: 'G-B' }),
    ];
    const then = given('AL')
      .events([GROUPS, ...entries])
      .at();
    expect(then.projection('group-support')).toMatchObject({ rows: [{ group: 'G-A', decision: 'pending' }] });
    const { rows } = then.projection('audit-timeline') as { rows: { type: string; effect?: string; why?: string }[] };
    expect(rows.slice(3).map(({ effect, why }) => [effect, why])).toEqual([
      ['none', 'there is no request REQ-1'],
      [undefined, undefined],
      ['none', 'REQ-1 was requested already'],
    ]);
  });
});
