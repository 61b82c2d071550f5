import { describe, expect, it } from '@jest/globals';
import type { WordsOf, token } from '#lib/kernel/index.js';
import { commandCatalogue, eventCatalogue, raisedByLedger } from './index.js';
import { commandWords, eventWords, ownEventWords } from './words.js';

const entries = Object.entries({ ...eventWords, ...commandWords });
const words = [
  ...entries.flatMap(([name, { label, sentence, fields }]) => [
    [name, label, sentence] as const,
    ...Object.entries(fields).map(([field, [of, says]]) => [`${name}.${field}`, of, says] as const),
  ]),
  ...Object.entries(ownEventWords).map(([name, [label, sentence]]) => [name, label, sentence] as const),
];

// An alias: an interface has no index signature.
type OneEvent = { readonly Happened: { readonly matter: typeof token } };

describe('the words of events, commands and fields', () => {
  it('name every event, command and field, and nothing else', () => {
    const fieldsOf = (table: Readonly<Record<string, { readonly fields: object }>>) =>
      Object.fromEntries(Object.entries(table).map(([name, { fields }]) => [name, Object.keys(fields).sort()]));
    const listed = (table: Readonly<Record<string, object>>) =>
      Object.fromEntries(Object.entries(table).map(([name, list]) => [name, Object.keys(list).sort()]));
    expect(fieldsOf(eventWords)).toEqual(listed(eventCatalogue));
    expect(fieldsOf(commandWords)).toEqual(listed(commandCatalogue));
    expect(Object.keys(ownEventWords)).toEqual([...raisedByLedger]);
  });

  it('do not compile if an event or a field has no words', () => {
    const right: WordsOf<OneEvent> = {
      Happened: { label: 'Happened', sentence: 'It happened.', fields: { matter: ['Matter', 'The matter.'] } },
    };
    // @ts-expect-error the event has no words
    const noEvent: WordsOf<OneEvent> = {};
    const noField: WordsOf<OneEvent> = {
      // @ts-expect-error the field has no words
      Happened: { ...right.Happened, fields: {} },
    };
    expect([noEvent, noField]).not.toContainEqual(right);
  });

  it('name each event by another name', () => {
    const labels = Object.values(eventWords).map(({ label }) => label);
    expect(labels).toEqual([...new Set(labels)]);
  });

  it.each(words)('%s: a name without a full stop, and one sentence', (_, label, sentence) => {
    expect(label).toMatch(/^[A-Z][^.]*$/);
    expect(sentence).toMatch(/^[A-Z][^.]*\.$/);
  });
});
