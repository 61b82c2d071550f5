import { describe, expect, it } from '@jest/globals';
import type { Viewer } from '#lib/council/index.js';
import { type RawEntry, given } from '../../../test/support/given.js';
import { declares, ofPerson, onItem, speaks, votes } from '../../../test/support/item.js';
import type { PromptRow, PromptsView } from './prompts.js';

const registered = ofPerson('2026-01-10T09:00', 'InterestRegistered', {
  event: 'E-1',
  category: 'dpi',
  interest: 'I-1',
  matters: ['MAT-1'],
});

/** An agenda sent a week ahead: IT-1 about MAT-1, opening at 19:30, and IT-2 about something else. */
const agenda: RawEntry = {
  t: '2026-02-26T10:00',
  e: 'MeetingConvened',
  event: 'E-2',
  meeting: 'MTG-1',
  items: { 'IT-1': { kind: 'ordinary', matter: 'MAT-1', opensAt: '2026-03-05T19:30' }, 'IT-2': 'ordinary' },
};
const elsewhere: RawEntry = { ...votes('20:00'), event: 'E-3', item: 'IT-2' };

function rows(entries: readonly RawEntry[], at?: string, viewer?: Viewer): readonly PromptRow[] {
  const then = given('TH')
    .events(entries)
    .at(at, viewer === undefined ? {} : { viewer });
  return (then.projection('declaration-prompts') as PromptsView).rows;
}

const whens = (entries: readonly RawEntry[], at?: string): string[] => rows(entries, at).map(({ when }) => when);

describe('declaration-prompts before an item', () => {
  it('reminds each holder, present or not, and says what that rests on', () => {
    const [row, ...others] = rows([registered, agenda], '2026-03-01');
    expect(row).toMatchObject({
      when: 'before',
      meeting: 'MTG-1',
      item: 'IT-1',
      starts: '2026-03-05T19:30:00Z',
      person: 'M-1',
      interest: 'I-1',
      category: 'dpi',
    });
    expect(row?.reason).toHaveLength(2);
    expect(others).toEqual([]);
  });

  it.each<[string, RawEntry[]]>([
    ['whose interest has ended', [registered, ofPerson('2026-02-27T09:00', 'InterestEnded', { interest: 'I-1' })]],
    ['whose interest is in another matter', [{ ...registered, matters: ['MAT-9'] }]],
    ['who has declared it in that item', [registered, { ...declares('18:00', 'dpi'), t: '2026-03-01T09:00' }]],
    ['whose entry was withdrawn', [registered, { t: '2026-02-27T09:00', e: 'EntryWithdrawn', target: 'E-1' }]],
  ])('reminds nobody %s', (_who, entries) => {
    expect(rows([...entries, agenda], '2026-03-02')).toEqual([]);
  });

  it('takes the instant of the agenda where nothing says when the item opens', () => {
    const plain = { ...agenda, items: { 'IT-1': { kind: 'ordinary', matter: 'MAT-1' } } };
    expect(whens([registered, plain], '2026-02-26T09:59')).toEqual([]);
    expect(whens([registered, plain, { ...votes('20:00'), t: '2026-02-26T10:30' }])).toEqual(['question']);
  });
});

describe('declaration-prompts after an item has started', () => {
  it('asks a person who was at the meeting, on any item, and did not declare', () => {
    const [row] = rows([registered, agenda, elsewhere]);
    expect(row).toMatchObject({ when: 'question', item: 'IT-1', person: 'M-1' });
    expect(row?.reason).toHaveLength(3);
    expect(whens([registered, agenda, speaks('19:40')])).toEqual(['question']);
  });

  it.each<[string, RawEntry[]]>([
    ['who was not there', []],
    ['who was at another meeting', [{ ...votes('20:00'), item: 'IT-9' }]],
    [
      'who only took advice or had a dispensation',
      [
        onItem('18:00', 'InterestAdviceSought', { to: 'monitoring_officer' }),
        onItem('18:00', 'DispensationRecorded', { scope: 'speak' }),
        onItem('18:00', 'PredeterminationRecorded'),
      ],
    ],
    ['who declared, late or not', [elsewhere, declares('21:00', 'dpi')]],
    ['who holds nothing there', [{ ...elsewhere, person: 'M-2' }]],
    ['whose interest had ended', [elsewhere, ofPerson('2026-03-05T19:00', 'InterestEnded', { interest: 'I-1' })]],
  ])('asks nobody %s', (_who, entries) => {
    expect(rows([registered, agenda, ...entries], '2026-03-31')).toEqual([]);
  });

  it('asks still where a dispensation was given: the duty to declare stays (Localism Act 2011 s33)', () => {
    const dispensed = ofPerson('2026-02-01T09:00', 'DispensationRecorded', { scope: 'speak_and_vote' });
    expect(whens([registered, dispensed, agenda, elsewhere])).toEqual(['question']);
  });

  it('asks still where the interest ended after the item, and not where it began after the meeting', () => {
    const ended = ofPerson('2026-03-06T09:00', 'InterestEnded', { interest: 'I-1' });
    expect(whens([registered, agenda, elsewhere, ended])).toEqual(['question']);
    expect(whens([{ ...registered, t: '2026-03-06T09:00' }, agenda, elsewhere])).toEqual([]);
  });

  it('reads the matters that the entry had then', () => {
    const change = (t: string, matters: string[]): RawEntry =>
      ofPerson(t, 'InterestChanged', { interest: 'I-1', matters });
    expect(whens([registered, change('2026-03-01T09:00', []), agenda, elsewhere])).toEqual([]);
    expect(whens([registered, change('2026-03-06T09:00', []), agenda, elsewhere])).toEqual(['question']);
    const began = [{ ...registered, matters: [] }, change('2026-03-01T09:00', ['MAT-1']), agenda, elsewhere];
    expect(whens(began)).toEqual(['question']);
  });

  it('finds nothing: it is a question beside the findings, and no finding', () => {
    const then = given('TH').events([registered, agenda, elsewhere]).at('2026-03-31');
    expect(then.findings()).toEqual([]);
    expect(then.projection('declaration-prompts')).toMatchObject({ rows: [{}] });
  });
});

describe('who sees a prompt', () => {
  const both = [registered, { ...registered, event: 'E-9', person: 'M-2', interest: 'I-2' }, agenda];

  it.each<[Viewer, string[]]>([
    [{ role: 'monitoring_officer' }, ['M-1', 'M-2']],
    [{ role: 'proper_officer' }, ['M-1', 'M-2']],
    [{ role: 'member', person: 'M-1' }, ['M-1']],
    [{ role: 'group_leader', person: 'M-3', group: 'G-A' }, []],
    [{ role: 'public' }, []],
  ])('%j sees %j', (viewer, people) => {
    expect(rows(both, '2026-03-01', viewer).map(({ person }) => person)).toEqual(people);
  });
});
