import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { bodiesOf } from '../body.js';
import { NOON, event, inTime } from '../contract/store.js';
import type { JournalItem } from './item.js';
import { Journal } from './journal.js';

const EVENTS = 1_000;

let folder: string;
let path: string;
let opened: Journal[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'evenhand-journal-'));
  path = join(folder, 'journal.sqlite');
});

afterEach(() => {
  for (const journal of opened) journal.close();
  opened = [];
  rmSync(folder, { recursive: true });
});

function open(onDamage?: (damage: string) => void): Journal {
  const journal = new Journal(path, 'evenhand-*', onDamage);
  opened.push(journal);
  return journal;
}

/** Two councils in turns, every tenth event an erasure, at positions 10, 20, 30 … as a store's log has gaps. */
function item(index: number): JournalItem {
  const council = index % 2 === 0 ? 'north' : 'south';
  const type = index % 10 === 0 ? 'SealedPayloadDestroyed' : 'BriefingGiven';
  const [body] = bodiesOf(council, [event({ type, payload: { index } })]);
  const revision = BigInt(Math.floor(index / 2));
  return { kind: 'event', position: 10 * (index + 1), council, revision, recordedAt: NOON + index, body: body! };
}

/** A journal with so many events, closed. */
function fill(): void {
  const journal = open();
  const items = Array.from({ length: EVENTS }, (_, index) => item(index));
  journal.ingest(items, { position: { commit: 10_000n, prepare: 10_000n }, recordId: items.at(-1)!.kind }, true);
  journal.close();
}

/** Changes the file as damage would, without the ledger's knowledge. */
function damage(...sql: string[]): void {
  const database = new DatabaseSync(path);
  database.enableDefensive(false);
  for (const one of sql) database.exec(one);
  database.close();
}

/** What the check in the background finds, without anybody reading. */
function found(): Promise<string> {
  return inTime(
    new Promise((resolve) => {
      const journal = open(resolve);
      const look = (): void => {
        if (journal.check.isOver && journal.check.damage === null) resolve('nothing');
        else if (!journal.check.isOver) setImmediate(look);
      };
      look();
    }),
  );
}

describe('opening a journal', () => {
  it('takes it at once, reads from it while the check goes on, and finds a sound one sound', async () => {
    fill();
    const journal = open();
    expect(journal.check).toMatchObject({ isOver: false, damage: null });
    expect(journal.read(9_000n, 10_000n)).toHaveLength(100);
    expect(journal.readerOf('south')(0n, 10_000n)).toHaveLength(500);
    expect(journal.readerOfTypes(['SealedPayloadDestroyed'])?.(0n, 10_000n)).toHaveLength(100);
    journal.close();
    expect(await found()).toBe('nothing');
  });

  it('takes events while the check goes on, and checks those that were there', async () => {
    fill();
    const journal = open();
    journal.ingest([item(EVENTS)], { position: { commit: 10_010n, prepare: 10_010n }, recordId: 'next' });
    expect(journal.read(10_000n, journal.head)).toHaveLength(1);
    expect(journal.check.isOver).toBe(false);
    journal.close();
    expect(await found()).toBe('nothing');
  });

  it('refuses one whose small tables or newest event are damaged', () => {
    for (const sql of [
      "UPDATE councils SET revision = 400 WHERE council = 'north'",
      'UPDATE progress SET is_complete = 0',
      'UPDATE events SET recorded_at = recorded_at + 1 WHERE position = 10000',
    ]) {
      fill();
      damage(sql);
      expect(() => open()).toThrow(/is damaged \(.*not as it was written\); set it aside/);
      rmSync(path);
    }
  });
});

describe('damage of one event', () => {
  const spoilt = "UPDATE events SET payload = replace(payload, '501', '502') WHERE position = 5020";
  const told = 'the event at position 5020, of south, is not as it was written';

  it('is reported by position and council to the first reader, by any way of reading', () => {
    fill();
    damage(spoilt, "UPDATE events SET type = 'BriefingGiven' WHERE position = 5010");
    const reads: ((journal: Journal) => unknown)[] = [
      (journal) => journal.read(5_000n, 6_000n),
      (journal) => journal.readerOf('south')(5_010n, 10_000n),
    ];
    for (const read of reads) {
      const damages: string[] = [];
      const journal = open((one) => damages.push(one));
      expect(journal.read(9_000n, 10_000n)).toHaveLength(100);
      expect(() => read(journal)).toThrow(
        /the journal is damaged: the event at position 50[12]0, of (north|south), is/,
      );
      expect(damages).toHaveLength(1);
      expect(() => journal.read(9_000n, 10_000n)).toThrow(/the journal is damaged/);
      journal.close();
    }
  });

  it('is reported to a caller that looks up its id', () => {
    fill();
    damage(spoilt);
    const database = new DatabaseSync(path);
    const { id } = database.prepare('SELECT id FROM events WHERE position = 5020').get() as { id: string };
    database.close();
    expect(() => open().find(id)).toThrow(told);
  });

  it('is found in the background if it is not read', async () => {
    fill();
    damage(spoilt);
    expect(await found()).toBe(told);
  });
});

describe('the check in the background', () => {
  it('names what is missing', async () => {
    fill();
    damage('DELETE FROM events WHERE position = 5020');
    expect(await found()).toBe('revision 250 of south is missing before position 5040');
  });

  it('names the council that has lost its end', async () => {
    fill();
    damage('DELETE FROM events WHERE position = 9990');
    expect(await found()).toBe('north ends at revision 498, where revision 499 was written');
  });

  it('finds an index that does not lead to its events', async () => {
    fill();
    damage('PRAGMA writable_schema = ON', "DELETE FROM sqlite_schema WHERE name = 'events_by_type'");
    damage("CREATE INDEX other ON events (position, type) WHERE type IN ('Nothing')");
    const rename = `UPDATE sqlite_schema SET name = 'events_by_type', sql = 'CREATE INDEX events_by_type ON events (position, type) WHERE type IN (''SealedPayloadDestroyed'')' WHERE name = 'other'`;
    damage('PRAGMA writable_schema = ON', rename);
    expect(await found()).toBe('the index of types does not hold what it should after position 0');
  });
});
