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
    expect(read('statutory-findings', '2025-11-03T09:15')).toMatchObject({ adopted: false });
    const found = read('statutory-findings');
    expect(found).not.toHaveProperty('adopted', false);
    expect(found).toMatchObject({
      rows: [{ rule: 'int.categories_registered', level: 'WARN', subject: 'person M-17 term 2026-05-07' }],
    });
  });

  it('a meeting that an officer may still be at, and what is said of it afterwards (readings 4)', () => {
    const meeting = (at: string): unknown =>
      (read('attendance-log', at) as { meetings: Record<string, unknown> }).meetings['GM-21-1'];
    expect(meeting('2026-10-28T20:00')).toMatchObject({ verdict: 'open', officers: [{ minutes: null }] });
    expect(meeting(YEAR_END)).toMatchObject({ verdict: 'clear', officers: [{ minutes: null }] });
  });

  it('a refusal without a word beside a report that nobody asked for, and a matter of which one group alone was told', () => {
    expect(read('even-handedness-by-matter')).toMatchObject({
      matters: {
        'MAT-20': { status: 'REVIEW', because: [{ reason: 'unexplained_refusal', groups: ['G-CEDAR'] }] },
        'MAT-21': {
          status: 'SOME_GROUPS',
          because: [{ reason: 'group_without_advice', groups: ['G-ASH', 'G-CEDAR', 'G-ELM'] }],
        },
      },
    });
  });

  it('a group that nobody registered stands apart (readings 4, P06)', () => {
    expect(read('even-handedness-by-group')).toMatchObject({ unregistered: { 'G-OAK': { requests: 1 } } });
  });

  it('support of single members, one helped and one refused without a word (NT 3.2)', () => {
    expect(read('even-handedness-by-councillor')).toMatchObject({
      councillors: { 'M-04': { supported: 1 }, 'M-11': { supportDeclined: 1 } },
      council: { unexplainedRefusals: 1 },
    });
  });

  it('a briefing of an office-holder who speaks for a group (readings 4, P10)', () => {
    expect(read('office-holder-briefings')).toMatchObject({
      offices: { committee_chair: { held: 2, byGroup: { 'G-ASH': { offered: 1, held: 1, declined: 0 } } } },
    });
  });

  it('a relationship that each of the two declared under a name of their own, its end, and the next one (readings 6)', () => {
    expect(read('relationship-register')).toMatchObject({
      relationships: {
        'REL-4': { category: 'business', declaredBy: ['member', 'officer'], alsoKnownAs: ['REL-5'] },
        'REL-4#2': { category: 'other_close', declaredBy: ['member'], alsoKnownAs: [] },
      },
    });
    expect(read('relationship-register')).not.toHaveProperty(['relationships', 'REL-5']);
  });
});
