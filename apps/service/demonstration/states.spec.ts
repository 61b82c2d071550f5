import { describe, expect, it } from '@jest/globals';
import { type ProjectionName, replay } from '#lib/council/index.js';
import { parseInstant } from '#lib/kernel/index.js';
import { builtInPacks } from '#lib/protocol/index.js';
import { YEAR_END, demonstrationYear, yearPacks } from './year.js';

const shelf = builtInPacks();
const packs = yearPacks(shelf);
if (packs === undefined) throw new Error('no built-in packs judge the year');
const events = demonstrationYear(packs).map(({ id, type, occurredAt, recordedAt, payload }, index) => {
  return { id, type, at: occurredAt, rec: recordedAt, payload, pack: null, position: String(index + 1) };
});

function read(name: ProjectionName, at: string = YEAR_END): unknown {
  const known = parseInstant(YEAR_END, 'end') ?? 0;
  const asked = { at: parseInstant(at, 'end') ?? 0, knownAt: known, pack: null, viewer: null };
  return replay(events, shelf, asked).projection(name);
}

describe('the made-up year shows each state once', () => {
  it('what the adopted overlay finds, apart from the council’s own findings (AMB-84)', () => {
    expect(read('statutory-findings', '2025-11-03T09:15')).toEqual(expect.objectContaining({ adopted: false }));
    expect(read('statutory-findings')).toEqual(expect.objectContaining({ rows: expect.anything() }));
    expect(read('statutory-findings')).not.toHaveProperty('adopted', false);
  });

  it('a meeting that an officer may still be at, and what is said of it afterwards (readings 4)', () => {
    const meeting = (at: string): unknown =>
      (read('attendance-log', at) as { meetings: Record<string, unknown> }).meetings['GM-21-1'];
    expect(meeting('2026-10-28T20:00')).toMatchObject({ verdict: 'open', officers: [{ minutes: null }] });
    expect(meeting(YEAR_END)).toMatchObject({ verdict: 'clear', officers: [{ minutes: null }] });
  });
});
