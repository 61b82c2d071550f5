import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openEventStoreLedger, openSqliteLedger } from '#lib/ledger/index.js';
import { record, several } from '#lib/ledger/contract/store.js';
import { evenhand } from '../support/command-line.js';
import { startStandIn } from '../support/eventstoredb/stand-in.js';
import { startServiceProcess } from '../support/service-process.js';

let root: string;
let umask: number;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'evenhand-modes-'));
  // Clears the umask, so that no test passes because of it.
  umask = process.umask(0);
});
afterEach(() => {
  process.umask(umask);
  rmSync(root, { recursive: true });
});

const modeOf = (path: string): string => (statSync(path).mode & 0o777).toString(8);

/** The mode of each file of a folder, by name. */
const modesIn = (folder: string): Record<string, string> =>
  Object.fromEntries(readdirSync(folder).map((name) => [name, modeOf(join(folder, name))]));

const owners = (...names: string[]): Record<string, string> => Object.fromEntries(names.map((name) => [name, '600']));

describe('what a data folder holds', () => {
  it('is for its owner alone while the service runs, and so is a folder that it makes', async () => {
    const data = join(root, 'new', 'data');
    const service = startServiceProcess({ EVENHAND_DATA: data, EVENHAND_MODE: 'development' });
    await service.port;
    const found = modesIn(data);
    expect(found).toEqual(owners(...Object.keys(found)));
    expect(Object.keys(found)).toEqual(
      expect.arrayContaining(['erasures.jsonl', 'keys.sqlite', 'ledger.sqlite', 'ledger.sqlite-wal']),
    );
    expect([modeOf(data), modeOf(join(root, 'new'))]).toEqual(['700', '700']);
    expect(service.output()).not.toContain('other users may look');
    expect((await service.terminate()).code).toBe(0);
  });

  it('is for its owner alone after an import', () => {
    const data = join(root, 'data');
    const events = join(root, 'events.yaml');
    writeFileSync(
      events,
      `- {t: 2026-01-01T09:00, e: ProtocolPackAdopted, packId: gb-eng/northampton-tc, version: 0.1.0}
- {t: 2026-01-06T09:00, e: InterestRegistered, person: M-1, category: dpi, interest: I-1, details: a farm}
`,
    );
    expect(evenhand(['import', events, '--council', 'c', '--data', data, '--create'])).toMatchObject({ code: 0 });
    const found = modesIn(data);
    expect(found).toEqual(owners(...Object.keys(found)));
    expect(Object.keys(found)).toEqual(expect.arrayContaining(['keys.sqlite', 'ledger.sqlite', 'master.key']));
    expect(modeOf(data)).toBe('700');
  });

  it('stays in a folder that others may look into, and the service says so', async () => {
    const data = join(root, 'shared');
    mkdirSync(data, { mode: 0o755 });
    const service = startServiceProcess({ EVENHAND_DATA: data });
    await service.port;
    expect(service.output()).toContain(`other users may look into the data folder ${data}`);
    expect(modeOf(data)).toBe('755');
    expect((await service.terminate()).code).toBe(0);
  });
});

describe('a file that others could read', () => {
  it('is taken from them when the ledger opens it, and what stands beside it', async () => {
    const path = join(root, 'ledger.sqlite');
    const ledger = await openSqliteLedger({ path, clock: Date.now });
    await record(ledger, 'north', several(2));
    for (const name of readdirSync(root)) chmodSync(join(root, name), 0o644);
    await ledger.close();
    writeFileSync(`${path}-wal`, '', { mode: 0o644 });
    const again = await openSqliteLedger({ path, clock: Date.now });
    await record(again, 'north', several(2));
    expect(modesIn(root)).toEqual(
      owners('ledger.sqlite', 'ledger.sqlite-shm', 'ledger.sqlite-wal', 'ledger.sqlite.lock'),
    );
    await again.close();
  });

  it('is never given when a journal is made, and is taken away when one is opened', async () => {
    const server = await startStandIn();
    const journalPath = join(root, 'journal.sqlite');
    const open = () =>
      openEventStoreLedger({ url: `esdb://127.0.0.1:${server.port}?tls=false`, journalPath, clock: Date.now });
    const ledger = await open();
    await record(ledger, 'north', several(2));
    expect(modesIn(root)).toEqual(owners(...readdirSync(root)));
    await ledger.close();
    chmodSync(journalPath, 0o644);
    const again = await open();
    expect(modesIn(root)).toEqual(owners(...readdirSync(root)));
    await again.close();
    await server.stop();
  });
});
