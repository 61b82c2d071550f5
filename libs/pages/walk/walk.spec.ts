import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { walkPorts as ports } from '../../../test/support/walk.js';
import {
  type Typed,
  type Walk,
  checkView,
  eventsOf,
  memoryDrafts,
  nextQuestion,
  questionBefore,
  questionsAsked,
  readAnswer,
  receiptView,
  settled,
  withForm,
} from '../index.js';

const walk: Walk = {
  id: 'told',
  title: 'Record what was said',
  questions: [
    { id: 'group', kind: 'one', list: 'groups', asks: 'Which group?', label: 'Group' },
    {
      ...{ id: 'matter', kind: 'one', list: 'matters', asks: 'What about?', label: 'Matter' },
      canBeNew: { text: 'Another', label: 'Title', token: 'matter' },
    },
    { id: 'when', kind: 'time', asks: 'When?', label: 'When' },
    {
      ...{ id: 'request', kind: 'one', list: 'requests', asks: 'For a request?', label: 'Request' },
      ...{ isOptional: true, when: { question: 'matter', isNew: false } },
    },
  ],
  entries: [
    {
      ...{ event: 'Named', when: { question: 'matter', isNew: true }, occurredAt: 'when' },
      fields: { of: { from: 'matter' }, label: { nameOf: 'matter' } },
    },
    {
      ...{ event: 'Told', occurredAt: 'when' },
      fields: {
        group: { from: 'group' },
        matter: { from: 'matter' },
        request: { from: 'request' },
        officer: { self: true },
      },
    },
  ],
  button: 'Record it',
  done: 'What was said',
  another: 'Record another',
  after: [{ walk: 'notices', list: 'notices', text: 'Tell the others' }],
};

const whole: Typed = { group: 'G-A', matter: 'MAT-1', when: 'now', request: '' };

describe('the order of questions', () => {
  it('asks the first that has no usable answer, and leaves out what does not apply', () => {
    expect(nextQuestion(walk, {}, ports)?.id).toBe('group');
    expect(nextQuestion(walk, { group: 'G-A', matter: '+', 'matter-new': 'Trees', when: 'now' }, ports)).toBeNull();
    expect(nextQuestion(walk, { group: 'G-A', matter: 'MAT-1', when: 'now' }, ports)?.id).toBe('request');
    expect(nextQuestion(walk, whole, ports)).toBeNull();
  });

  it('asks again for what is no longer in its list', () => {
    expect(nextQuestion(walk, { ...whole, group: 'G-Z' }, ports)?.id).toBe('group');
  });

  it('leads back to the question before', () => {
    expect(questionBefore(walk, 'when', whole, ports)?.id).toBe('matter');
    expect(questionBefore(walk, 'group', whole, ports)).toBeNull();
  });
});

describe('a time', () => {
  const time = (typed: Typed) => readAnswer(walk.questions[2]!, { when: 'then', ...typed }, ports);
  const parts = { 'when-day': '27', 'when-month': '3', 'when-year': '2026', 'when-hour': '14', 'when-minute': '30' };

  it.each(['3', '03', 'March', 'mar', 'MARCH'])('is read with the month %s', (month) => {
    expect(time({ ...parts, 'when-month': month })).toMatchObject({ answer: { values: ['2026-03-27T14:30'] } });
  });

  it('names every wrong field at once', () => {
    const { faults } = time({ ...parts, 'when-day': '0', 'when-month': 'Ma', 'when-hour': '24' });
    expect(faults?.map(({ input }) => input)).toEqual(['when-day', 'when-month', 'when-hour']);
  });

  it.each([
    ['30', '2', '2026'],
    ['29', '2', '2100'],
    ['31', '4', '2026'],
  ])('is not the day %s of month %s in %s', (day, month, year) => {
    const { faults } = time({ ...parts, 'when-day': day, 'when-month': month, 'when-year': year });
    expect(faults).toEqual([{ input: 'when-day', text: 'Enter a day that this month has' }]);
  });

  it('that was now when it was answered stays that time', () => {
    const kept = settled(walk, whole, ports, () => 'T');
    const later = { ...ports, now: { ...ports.now, hour: 17 } };
    expect(readAnswer(walk.questions[2]!, kept, later)).toMatchObject({ answer: { values: ['2026-03-09T09:05'] } });
  });
});

describe('the events', () => {
  it('are those of the answers, with the names of what is new', () => {
    const typed = { ...whole, matter: '+', 'matter-new': ' Trees ' };
    const kept = settled(walk, typed, ports, (kind) => `MAT-${kind}`);
    expect(settled(walk, kept, ports, () => 'MAT-other')).toEqual(kept);
    expect(eventsOf(walk, kept, ports)).toEqual({
      events: [
        { type: 'Named', occurredAt: '2026-03-09T09:05', payload: { of: 'MAT-matter', label: 'Trees' } },
        {
          type: 'Told',
          occurredAt: '2026-03-09T09:05',
          payload: { group: 'G-A', matter: 'MAT-matter', officer: 'O-1' },
        },
      ],
      faults: null,
    });
  });

  it('leave out the answer to a question that no longer applies', () => {
    const kept = settled(walk, { ...whole, request: 'REQ-1', matter: '+', 'matter-new': 'Trees' }, ports, () => 'T');
    const { events } = eventsOf(walk, kept, ports) as Extract<ReturnType<typeof eventsOf>, { faults: null }>;
    expect(events[1]?.payload).not.toHaveProperty('request');
  });

  it('are none while anything is wrong, and every fault is named', () => {
    expect(eventsOf(walk, { matter: '+', when: 'then' }, ports).faults?.map(({ input }) => input)).toEqual([
      ...['group', 'matter-new', 'when-day', 'when-month', 'when-year', 'when-hour', 'when-minute'],
    ]);
  });

  it('show what the catalogue does not take beside its question', () => {
    const strict = { ...ports, fits: (_event: string, field: string) => (field === 'group' ? 'a token' : null) };
    expect(eventsOf(walk, whole, strict).faults).toEqual([{ input: 'group', text: 'This must be a token' }]);
  });

  it('never come from what was not chosen, whatever a form sends', () => {
    const input = fc.constantFrom('group', 'matter', 'matter-new', 'matter-token', 'when', 'request', 'other');
    const value = fc.oneof(fc.string(), fc.constantFrom('G-A', '+', 'now', 'MAT-1'), fc.array(fc.string()));
    fc.assert(
      fc.property(fc.dictionary(input, value), (form) => {
        const typed = walk.questions.reduce<Typed>((kept, question) => withForm(question, kept, form), {});
        const result = eventsOf(
          walk,
          settled(walk, typed, ports, () => 'MAT-NEW'),
          ports,
        );
        if (result.faults !== null) return;
        for (const { payload } of result.events) {
          expect(['G-A', 'G-B', undefined]).toContain(payload['group']);
          expect(['MAT-1', 'MAT-NEW', undefined]).toContain(payload['matter']);
        }
      }),
    );
  });
});

describe('before and after recording', () => {
  it('shows every answer in words, with a way to change it', () => {
    const { rows } = checkView(walk, { typed: whole, faults: [], revision: 4 }, ports, (id) => `/q/${id}`);
    expect(rows.map(({ key, value }) => [key.text, value.text])).toEqual([
      ['Group', 'Blue Group'],
      ['Matter', 'Car parks'],
      ['When', '9 March 2026, 9:05'],
      ['Request', 'Not provided'],
    ]);
    expect(rows[3]?.actions.items[0]?.href).toBe('/q/request');
    expect(questionsAsked(walk, whole, ports)).toHaveLength(rows.length);
  });

  it('offers what comes next only if there is something to do', () => {
    const recorded = { events: [], at: '9 March 2026', position: '7' };
    const texts = (lists: typeof ports.lists): string[] =>
      receiptView(walk, recorded, { ...ports, lists }, (id) => id).next.map(({ text }) => text);
    expect(texts(ports.lists)).toEqual(['Tell the others', 'Record another']);
    expect(texts({})).toEqual(['Record another']);
  });
});

describe('drafts', () => {
  it('are for one person, and the second of two equal revisions is not kept', async () => {
    const drafts = memoryDrafts();
    const key = { council: 'c', person: 'O-1', id: 'D' };
    const draft = { walk: 'told', typed: whole, revision: 1 };
    expect(await drafts.keep(key, draft)).toBe(true);
    expect(await drafts.keep(key, draft)).toBe(false);
    expect(await drafts.read(key)).toEqual(draft);
    expect(await drafts.read({ ...key, person: 'O-2' })).toBeNull();
    await drafts.discard(key);
    expect(await drafts.read(key)).toBeNull();
  });
});
