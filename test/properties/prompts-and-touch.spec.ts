import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { replay } from '#lib/council/index.js';
import { readEventFile } from '#lib/event-file/index.js';
import { formatInstant, parseInstant } from '#lib/kernel/index.js';
import { builtInPacks } from '#lib/protocol/index.js';
import { lastInstants, play } from '../../apps/cli/history.js';
import { declarationQuestions } from '../support/declaration-histories.js';
import { type Entry, referenceLists } from '../support/reference-declarations/index.js';

const shelf = builtInPacks();
const pack = shelf.find('tower-hamlets-lb');
const RUNS = Math.max(400, Number(process.env['EVENHAND_RUNS'] ?? 400));

type Row = Readonly<Record<string, unknown>>;

interface Answer {
  readonly prompts: readonly Row[];
  readonly touch: readonly Row[];
}

/** What the council answers, its events named by their own tokens; of what shows a person there, by when it was. */
function answered(events: readonly Entry[], asked: { readonly at?: string; readonly knownAt?: string }): Answer {
  const read = readEventFile(JSON.stringify(events), 'history.yaml');
  if (!read.ok || pack === undefined) throw new Error('the history cannot be read');
  const last = lastInstants(read.value) ?? { at: 0, knownAt: 0 };
  const instantOf = (text: string | undefined, otherwise: number): number =>
    text === undefined ? otherwise : (parseInstant(text, 'end') ?? otherwise);
  const question = { at: instantOf(asked.at, last.at), knownAt: instantOf(asked.knownAt, last.knownAt) };
  const history = play(read.value, shelf, pack);
  const view = replay(history.events, shelf, { ...question, pack, viewer: null });
  const tokens = new Set(history.events.flatMap(({ source }) => source ?? []));
  const named = (reason: unknown): unknown =>
    (reason as string[]).slice(0, 2).map((id) => (tokens.has(id) ? id : null));
  const prompts = (view.projection('declaration-prompts') as { rows: Row[] }).rows;
  return {
    prompts: prompts.map((row) => ({ ...row, reason: named(row['reason']) })),
    touch: (view.projection('relationship-touch') as { rows: Row[] }).rows,
  };
}

/** Rows whose order says nothing; an event that stands for one of a list has no token of its own. */
function rows(list: readonly Row[]): string[] {
  const token = (id: unknown): unknown => (typeof id === 'string' && id.includes('@') ? null : id);
  const shown = list.map(({ reason, ...row }) => ({
    ...row,
    ...(Array.isArray(reason) ? { reason: reason.slice(0, 2).map(token) } : {}),
  }));
  return shown.map((row) => JSON.stringify(Object.entries(row).sort())).sort();
}

describe('prompts and relationship touch', () => {
  it('agree with the slow reference on random histories', () => {
    const seen = { before: 0, question: 0, attendance: 0, nomination: 0, delivery: 0 };
    fc.assert(
      fc.property(declarationQuestions({ support: true }), ({ events, ...asked }) => {
        const slow = referenceLists({ events, pack: { rules: {} }, ...asked });
        const fast = answered(events, asked);
        expect(rows(fast.prompts)).toEqual(rows(slow.prompts));
        expect(rows(fast.touch)).toEqual(rows(slow.touch));
        for (const { when, kind } of [...fast.prompts, ...fast.touch]) seen[(when ?? kind) as keyof typeof seen] += 1;
      }),
      { numRuns: RUNS, seed: 20_260_313, endOnFailure: true },
    );
    // Every kind of row was among them, so that the agreement says something.
    for (const [kind, count] of Object.entries(seen)) expect({ kind, count }).not.toMatchObject({ count: 0 });
  });

  it('say when each was there: the event named is the first that shows it', () => {
    const vote = (t: string, item: string): Entry => ({ t, e: 'VoteCast', event: `V-${item}`, person: 'M-1', item });
    const events: Entry[] = [
      {
        t: '2026-01-10T09:00',
        e: 'InterestRegistered',
        person: 'M-1',
        category: 'dpi',
        interest: 'I-1',
        matters: ['MAT-1'],
      },
      {
        t: '2026-03-01T09:00',
        e: 'MeetingConvened',
        meeting: 'MTG-1',
        items: { 'IT-1': { matter: 'MAT-1' }, 'IT-2': 'ordinary', 'IT-3': 'ordinary' },
      },
      vote('2026-03-05T20:00', 'IT-2'),
      vote('2026-03-05T19:00', 'IT-3'),
    ];
    const read = readEventFile(JSON.stringify(events), 'history.yaml');
    if (!read.ok || pack === undefined) throw new Error('the history cannot be read');
    const history = play(read.value, shelf, pack);
    const at = parseInstant('2026-03-06') ?? 0;
    const view = replay(history.events, shelf, { at, knownAt: at, pack, viewer: null });
    const {
      rows: [row],
    } = view.projection('declaration-prompts') as { rows: { reason: string[] }[] };
    const third = history.events.find(({ source }) => source === row?.reason[2]);
    expect([third?.source, formatInstant(third?.at ?? 0)]).toEqual(['V-IT-3', '2026-03-05T19:00:00Z']);
  });
});
