import { describe, expect, it } from '@jest/globals';
import { type RawEntry, given } from '../../../test/support/given.js';
import { convened, declares, ofPerson } from '../../../test/support/item.js';
import { declared, ofRelationship } from '../../../test/support/relationship.js';
import { retentionClasses } from './events.js';
import type { RetentionView } from './projections.js';

const sets = (of: string, fields: object = {}, t = '2026-01-05T09:00'): RawEntry => ({
  t,
  e: 'RetentionPeriodSet',
  class: of,
  source: 'SCHEDULE-1',
  by: 'monitoring_officer',
  ...fields,
});
const gift = ofPerson('2026-02-10T09:00', 'GiftOrHospitalityRecorded', { gift: 'GIFT-1', outcome: 'received' });
const erased = (t: string, subject = 'M-1'): RawEntry => ({
  t,
  e: 'SealedPayloadDestroyed',
  subject,
  basis: 'erasure',
  by: 'O-9',
});

const view = (entries: readonly RawEntry[], at: string): RetentionView =>
  given('TH').events(entries).at(at).projection('retention-due') as RetentionView;
const lines = (entries: readonly RawEntry[], at: string): string[] =>
  view(entries, at).rows.map((row) => `${row.class} ${row.person} ${row.entry} since ${row.since} due ${row.due}`);

describe('retention-due: the period of a class', () => {
  it('is nobody’s guess: none stands until it is set', () => {
    const { classes, rows } = view([gift], '2199-01-01');
    expect(Object.keys(classes)).toEqual([...retentionClasses]);
    for (const one of Object.values(classes)) {
      expect(one).toEqual({ period: null, source: null, by: null, setAt: null });
    }
    expect(rows).toEqual([]);
  });

  it('is the one set last, by occurrence, with its source', () => {
    const late = sets('gifts', { years: 2, source: 'SCHEDULE-2', rec: '2026-06-01T09:00' }, '2026-01-04T09:00');
    const { classes } = view([sets('gifts', { years: 6 }), late], '2026-12-31');
    expect(classes.gifts).toEqual({
      period: { years: 6, months: 0, from: 'end' },
      source: 'SCHEDULE-1',
      by: 'monitoring_officer',
      setAt: '2026-01-05T09:00:00Z',
    });
    expect(classes.arrears.period).toBeNull();
  });

  it('may be none on purpose: kept without end, and by whose word', () => {
    const entries = [gift, sets('gifts', { years: 1 }), sets('gifts', {}, '2026-01-06T09:00')];
    const { classes, rows } = view(entries, '2199-01-01');
    expect(classes.gifts).toMatchObject({ period: null, source: 'SCHEDULE-1' });
    expect(rows).toEqual([]);
  });
});

describe('retention-due: what is due', () => {
  it('a point fact, from its own day', () => {
    const entries = [sets('gifts', { years: 1, months: 1 }), gift];
    expect(lines(entries, '2027-03-09')).toEqual([]);
    expect(lines(entries, '2027-03-10')).toEqual(['gifts M-1 GIFT-1 since 2026-02-10T09:00:00Z due 2027-03-10']);
  });

  it('an entry of the register, from its end, or from its record where that is set', () => {
    const registered = ofPerson('2026-01-10T09:00', 'InterestRegistered', { category: 'dpi', interest: 'I-1' });
    const ended = ofPerson('2026-02-01T09:00', 'InterestEnded', { interest: 'I-1' });
    const fromEnd = sets('interests_register', { months: 1 });
    const fromRecord = sets('interests_register', { months: 1, from: 'event' });
    expect(lines([fromEnd, registered], '2030-01-01')).toEqual([]);
    expect(lines([fromEnd, registered, ended], '2030-01-01')).toEqual([
      'interests_register M-1 I-1 since 2026-02-01T09:00:00Z due 2026-03-01',
    ]);
    expect(lines([fromRecord, registered], '2030-01-01')).toEqual([
      'interests_register M-1 I-1 since 2026-01-10T09:00:00Z due 2026-02-10',
    ]);
    const again = { ...registered, t: '2026-04-01T09:00' };
    expect(lines([fromEnd, registered, ended, again], '2030-01-01')).toEqual([]);
  });

  it('a relationship, for each of the two, from its end', () => {
    const entries = [
      sets('relationships', { years: 6 }),
      declared('2026-02-02T10:00', 'M-1', 'party_whip'),
      ofRelationship('2026-03-01T09:00', 'RelationshipEnded'),
    ];
    expect(lines(entries, '2032-03-01')).toEqual([
      'relationships M-1 REL-1 since 2026-03-01T09:00:00Z due 2032-03-01',
      'relationships O-1 REL-1 since 2026-03-01T09:00:00Z due 2032-03-01',
    ]);
  });

  it('every declaration of a pair, whatever its name, from the end of the relationship (readings 6)', () => {
    const entries = [
      sets('relationships', { years: 6 }),
      declared('2026-02-02T10:00', 'M-1', 'party_whip'),
      { ...declared('2026-02-03T10:00', 'O-1', 'line_manager'), id: 'REL-2' },
      ofRelationship('2026-03-01T09:00', 'RelationshipEnded'),
    ];
    expect(lines(entries, '2032-03-01').filter((one) => one.includes('REL-2'))).toEqual([
      'relationships M-1 REL-2 since 2026-03-01T09:00:00Z due 2032-03-01',
      'relationships O-1 REL-2 since 2026-03-01T09:00:00Z due 2032-03-01',
    ]);
  });

  it('a sensitive interest, from its end or its refusal', () => {
    const about = { interest: 'I-1' };
    const asked = ofPerson('2026-01-12T09:00', 'SensitiveInterestRequested', about);
    const decided = (outcome: string): RawEntry =>
      ofPerson('2026-01-14T09:00', 'SensitiveInterestDetermined', { ...about, by: 'monitoring_officer', outcome });
    const months = sets('sensitive_interests', { months: 0 });
    expect(lines([months, asked, decided('agreed')], '2030-01-01')).toEqual([]);
    const over = ofPerson('2026-03-01T09:00', 'SensitiveInterestEnded', about);
    expect(lines([months, asked, decided('agreed'), over], '2030-01-01')).toEqual([
      'sensitive_interests M-1 I-1 since 2026-03-01T09:00:00Z due 2026-03-01',
    ]);
    expect(lines([months, asked, decided('not_agreed')], '2030-01-01')).toEqual([
      'sensitive_interests M-1 I-1 since 2026-01-14T09:00:00Z due 2026-01-14',
    ]);
  });

  it('declarations at meetings, arrears and recruitment, without a candidate', () => {
    const classes = ['meeting_declarations', 'arrears', 'recruitment'];
    const entries = [
      ...classes.map((one) => sets(one, { years: 1 })),
      convened(),
      declares('19:01', 'dpi'),
      ofPerson('2026-03-01T09:00', 'RentArrearsDisclosed', { months: 3 }),
      ofPerson('2026-03-09T10:00', 'CandidateRelationshipDeclared', { candidate: 'K-1', to: 'proper_officer' }),
    ];
    const { rows } = view(entries, '2030-01-01');
    expect(rows.map((row) => `${row.class} ${row.person} ${row.due}`)).toEqual([
      'arrears M-1 2027-03-01',
      'meeting_declarations M-1 2027-03-05',
      'recruitment M-1 2027-03-09',
    ]);
    expect(JSON.stringify(rows)).not.toContain('K-1');
  });

  it.each([
    ['2024-02-29T09:00', { years: 1 }, '2025-02-28'],
    ['2026-01-31T09:00', { months: 1 }, '2026-02-28'],
    ['2026-03-31T09:00', { months: 6 }, '2026-09-30'],
    ['2025-12-15T09:00', { years: 1, months: 13 }, '2028-01-15'],
    ['2026-03-29T00:30', { years: 0 }, '2026-03-29'],
  ])('from %s %j is %s', (t, period, due) => {
    expect(view([sets('gifts', period, '2020-01-01'), { ...gift, t }], '2190-01-01').rows[0]?.due).toBe(due);
  });

  it('never comes for a period beyond the calendar', () => {
    expect(view([sets('gifts', { years: 1e15 }), gift], '2199-12-31').rows).toEqual([]);
  });
});

describe('retention-due: what is erased', () => {
  const erasedRows = (...entries: RawEntry[]): boolean[] => {
    const history = [sets('gifts', { years: 0 }), sets('relationships', { years: 0 }), ...entries];
    return view(history, '2030-01-01').rows.map((row) => row.erased);
  };

  it('is what was sealed before its person’s keys were destroyed; nothing is by itself', () => {
    expect(erasedRows(gift)).toEqual([false]);
    expect(erasedRows(gift, erased('2026-03-01T09:00'))).toEqual([true]);
    expect(erasedRows(gift, erased('2026-03-01T09:00', 'M-2'))).toEqual([false]);
    expect(erasedRows(erased('2026-02-01T09:00'), gift)).toEqual([false]);
  });

  it('goes by the order of recording, for that decides which key sealed it', () => {
    const late = { ...gift, rec: '2026-04-01T09:00' };
    expect(erasedRows(late, erased('2026-03-01T09:00'))).toEqual([false]);
  });

  it('of a relationship is what either of the two destroyed', () => {
    const entries = [
      declared('2026-02-02T10:00', 'M-1', 'party_whip'),
      ofRelationship('2026-03-01T09:00', 'RelationshipEnded'),
    ];
    expect(erasedRows(...entries, erased('2026-04-01T09:00', 'O-1'))).toEqual([true, true]);
  });
});
