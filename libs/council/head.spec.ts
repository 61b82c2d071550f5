import { describe, expect, it } from '@jest/globals';
import { type CouncilEvent } from './history.js';
import { CouncilHead } from './head.js';
import { replay } from './view.js';
import { parseInstant } from '#lib/kernel/index.js';
import { builtInPacks } from '#lib/protocol/index.js';

const shelf = builtInPacks();
const HOUR = 3_600_000;
const START = parseInstant('2026-03-02T09:00') ?? 0;

/** Events that count how often their payload is read: once for each time that they are folded. */
class Recorder {
  reads = 0;
  readonly events: CouncilEvent[] = [];

  add(type: string, hours: number, fields: Record<string, unknown>): CouncilEvent {
    const read = (): Record<string, unknown> => {
      this.reads += 1;
      return fields;
    };
    const at = START + hours * HOUR;
    const position = String(this.events.length + 1);
    const event = {
      id: `E-${position}`,
      type,
      at,
      rec: START + 10_000 * HOUR + this.events.length,
      get payload() {
        return read();
      },
      pack: null,
      position,
    };
    this.events.push(event);
    return event;
  }
}

const newest = { at: START + 20_000 * HOUR, knownAt: START + 20_000 * HOUR, pack: null, viewer: null };
const request = (number: number): Record<string, unknown> => ({
  id: `REQ-${String(number)}`,
  group: 'G-A',
  form: 'attendance',
});

/** A head that was given one request an hour, and asked for P05 after each. */
function inOrder(number: number): { recorder: Recorder; head: CouncilHead; rows: () => number } {
  const recorder = new Recorder();
  const head = new CouncilHead(shelf);
  const rows = (): number => (head.view(newest).projection('group-support') as { rows: unknown[] }).rows.length;
  for (let index = 0; index < number; index += 1) {
    head.apply(recorder.add('GroupSupportRequested', index, request(index)));
    rows();
  }
  return { recorder, head, rows };
}

describe('the work of a council’s head', () => {
  it('an event in order is folded once, however often the head is asked', () => {
    const { recorder, rows } = inOrder(200);
    expect(rows()).toBe(200);
    expect(recorder.reads).toBe(200);
  });

  it('the next events of one instant are folded once, where nobody asks in between', () => {
    const { recorder, head, rows } = inOrder(1);
    for (let index = 10; index < 20; index += 1) head.apply(recorder.add('GroupSupportRequested', 5, request(index)));
    expect(rows()).toBe(11);
    expect(recorder.reads).toBe(11);
  });

  it('a late event sends it back to one full fold, not before somebody asks, and then it goes on', () => {
    const { recorder, head, rows } = inOrder(200);
    head.apply(recorder.add('GroupSupportRequested', -5, request(900)));
    expect(recorder.reads).toBe(200);
    expect(rows()).toBe(201);
    const { reads } = recorder;
    for (let index = 300; index < 320; index += 1) {
      head.apply(recorder.add('GroupSupportRequested', index, request(index)));
      rows();
    }
    expect(recorder.reads).toBe(reads + 20);
  });

  it('after an amendment, what comes later and is not named by it is folded on', () => {
    const { recorder, head, rows } = inOrder(50);
    head.apply(recorder.add('EntryWithdrawn', 60, { target: 'REQ-7' }));
    expect(rows()).toBe(49);
    const added = [70, 71, 72].map((hours) => recorder.add('GroupSupportRequested', hours, request(hours)));
    const { reads } = recorder;
    for (const event of added) {
      head.apply(event);
      expect(rows()).toBeGreaterThan(49);
    }
    // Both folds and the check of names read each new event a few times; no event of the past is read again.
    expect(recorder.reads - reads).toBeLessThanOrEqual(added.length * 6);
    expect(rows()).toBe(52);
  });

  it('an event that an amendment of the past names is amended too', () => {
    const { recorder, head, rows } = inOrder(3);
    head.apply(recorder.add('EntryWithdrawn', 60, { target: 'REQ-77' }));
    head.apply(recorder.add('GroupSupportRequested', 70, request(77)));
    expect(rows()).toBe(3);
  });

  it('an event before an amendment that is recorded already may have made what the amendment took away', () => {
    const { recorder, head } = inOrder(0);
    const about = { group: 'G-A', form: 'attendance', matter: 'MAT-1' };
    const pack = { packId: 'gb-eng/alsager-tc', version: '2019', effectiveFrom: '2026-01-01' };
    head.apply(recorder.add('ProtocolPackAdopted', 0, pack));
    head.apply(recorder.add('GroupSupportRequested', 1, { ...about, id: 'REQ-1' }));
    head.apply(recorder.add('GroupSupportRequested', 1, { ...about, id: 'REQ-2', group: 'G-B' }));
    head.apply(recorder.add('GroupSupportRequestAccepted', 2, { id: 'REQ-1' }));
    head.apply(recorder.add('EntryWithdrawn', 60, { target: 'E-4' }));
    expect(head.view(newest).projection('findings')).toMatchObject({ rows: [] });
    head.apply(recorder.add('GroupSupportRequestDeclined', 30, { id: 'REQ-2' }));
    const findings = head.view(newest).projection('findings');
    expect(findings).toMatchObject({ rows: [{ rule: 'grp.even_handed', state: 'resolved' }] });
    expect(findings).toEqual(replay(recorder.events, shelf, newest).projection('findings'));
  });

  it('an event that a correction moved to an instant still to come is not there yet', () => {
    const { recorder, head } = inOrder(2);
    head.apply(recorder.add('EntryCorrected', 10, { target: 'E-2', set: { t: '2027-01-01T09:00' } }));
    const question = { ...newest, at: START + 12 * HOUR };
    const view = head.view(question).projection('group-support');
    expect(view).toMatchObject({ rows: [{ request: 'REQ-0' }] });
    expect(view).toEqual(replay(recorder.events, shelf, question).projection('group-support'));
  });

  it('an event that has not occurred yet is kept aside until its time comes, and then folded once (readings 1.1)', () => {
    const { recorder, head, rows } = inOrder(10);
    head.apply(recorder.add('GroupSupportRequested', 30_000, request(100)));
    const { reads } = recorder;
    head.apply(recorder.add('GroupSupportRequested', 11, request(11)));
    expect(rows()).toBe(11);
    expect(recorder.reads).toBe(reads + 1);
    const then = { ...newest, at: START + 30_000 * HOUR };
    const view = head.view(then).projection('group-support');
    expect(view).toMatchObject({ rows: { length: 12 } });
    expect(recorder.reads).toBe(reads + 2);
    expect(view).toEqual(replay(recorder.events, shelf, then).projection('group-support'));
  });

  it('an adoption that has not occurred yet judges from its time on', () => {
    const { recorder, head } = inOrder(1);
    const pack = { packId: 'gb-eng/alsager-tc', version: '2019' };
    head.apply(recorder.add('ProtocolPackAdopted', 30_000, pack));
    expect(head.view(newest).pack).toBeNull();
    expect(head.view({ ...newest, at: START + 30_000 * HOUR }).pack).toMatchObject({ id: 'gb-eng/alsager-tc' });
  });

  it('a question about the past is answered by a fold of its own and disturbs nothing', () => {
    const { recorder, head, rows } = inOrder(10);
    const past = head.view({ ...newest, at: START + 4 * HOUR }).projection('group-support') as { rows: unknown[] };
    expect(past.rows).toHaveLength(5);
    const { reads } = recorder;
    head.apply(recorder.add('GroupSupportRequested', 100, request(100)));
    expect(rows()).toBe(11);
    expect(recorder.reads).toBe(reads + 1);
  });
});
