import { describe, expect, it } from '@jest/globals';
import { readEventFile } from './event-file.js';

const idsOf = (...entries: readonly object[]): readonly string[] => {
  const read = readEventFile(entries.map((one) => JSON.stringify(one)).join('\n'), 'events.jsonl', {
    council: 'hill-top',
  });
  if (!read.ok) throw new Error(JSON.stringify(read.refusal));
  return read.value.entries.map(({ id }) => id);
};

const disclosed = { t: '2026-03-02T09:00', e: 'RentArrearsDisclosed', person: 'M-1', months: 2 };
const corrected = { t: '2026-03-02T09:00', e: 'EntryCorrected', target: 'E-1', set: { months: 2, person: 'M-1' } };

describe('an id that a file does not give is made of nothing sealed (readings 1.10)', () => {
  it.each<[string, object, object]>([
    ['another value of a sealed field', disclosed, { ...disclosed, months: 3 }],
    ['no value of it', disclosed, { ...disclosed, months: undefined }],
    ['another value that a correction sets', corrected, { ...corrected, set: { months: 3, person: 'M-1' } }],
  ])('the same with %s', (_what, one, other) => {
    expect(idsOf(other)).toEqual(idsOf(one));
  });

  it.each<[string, object, object]>([
    ['another person', disclosed, { ...disclosed, person: 'M-2' }],
    ['another time', disclosed, { ...disclosed, t: '2026-03-02T09:01' }],
    ['another type', disclosed, { ...disclosed, e: 'CouncilTaxArrearsDisclosed' }],
    ['another field that a correction sets', corrected, { ...corrected, set: { months: 2, person: 'M-2' } }],
  ])('another with %s', (_what, one, other) => {
    expect(idsOf(other)).not.toEqual(idsOf(one));
  });

  it('another for each line, and for each place in a list', () => {
    const ids = idsOf({ ...disclosed, person: ['M-1', 'M-2'] }, { ...disclosed, person: ['M-1', 'M-2'] });
    expect(new Set(ids).size).toBe(4);
  });
});
