import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { evenhand } from '../support/command-line.js';
import { tracesIn } from '../support/traces.js';

const EVENTS = `
- {t: 2026-01-01T09:00, e: ProtocolPackAdopted, packId: gb-eng/tower-hamlets-lb, version: "2"}
- {t: 2026-02-02T10:00, e: RelationshipDeclared, id: REL-1, by: M-1, about: O-1, category: intimate, to: line_manager, event: D-1}
- {t: 2026-02-03T10:00, e: InterestRegistered, person: M-2, category: ori, interest: I-1, details: canaryquince, event: D-2}
- {t: 2026-02-04T10:00, e: EntryCorrected, target: D-2, set: {details: canaryquince-2}}
`;
const ERASURE = '- {t: 2026-03-01T10:00, e: SealedPayloadDestroyed, subject: M-1, basis: request, by: O-9}\n';

let data: string;
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'evenhand-keys-'));
});
afterEach(() => rmSync(data, { recursive: true }));

const at = (name: string): string => join(data, name);

function importing(text: string, env: NodeJS.ProcessEnv = {}) {
  writeFileSync(at('events.yaml'), text);
  const opening = ['--create', '--pack', 'alsager-tc'];
  const run = evenhand(['import', at('events.yaml'), '--council', 'c', '--data', at('data'), ...opening], { env });
  rmSync(at('events.yaml'));
  return run;
}

function reading(env: NodeJS.ProcessEnv = {}) {
  const run = evenhand(
    ['projection', 'relationship-register', '--council', 'c', '--data', at('data'), '--at', '2026-06-01', '--json'],
    { env },
  );
  const { data: view } = run.code === 0 ? JSON.parse(run.out) : { data: null };
  return { ...run, category: view?.relationships['REL-1'].category };
}

function keyFile(name: string): string {
  writeFileSync(at(name), `${randomBytes(32).toString('base64')}\n`);
  return at(name);
}

describe('evenhand import', () => {
  it('seals with a key that it makes for its owner alone, and reads what it sealed', () => {
    expect(importing(EVENTS)).toMatchObject({ code: 0, err: '' });
    expect(importing(EVENTS)).toMatchObject({ code: 0, out: expect.stringContaining('nothing was written') });
    expect(statSync(at('data/master.key')).mode & 0o777).toBe(0o600);
    for (const name of readdirSync(at('data')))
      expect([name, tracesIn(readFileSync(join(at('data'), name)), ['canaryquince'])]).toEqual([name, []]);
    expect(reading()).toMatchObject({ code: 0, err: '', category: 'intimate' });
  });

  it('carries out the erasures of the file, and puts them on the list', () => {
    const env = { EVENHAND_ERASURES: at('list/erasures.jsonl') };
    expect(importing(`${EVENTS}${ERASURE}`, env)).toMatchObject({ code: 0 });
    expect(readFileSync(at('list/erasures.jsonl'), 'utf8')).toContain('"M-1"');
    expect(reading(env)).toMatchObject({ code: 0, err: '', category: null });
    // The events are still the same events.
    expect(importing(`${EVENTS}${ERASURE}`, env)).toMatchObject({
      out: expect.stringContaining('nothing was written'),
    });
  });

  it('refuses another value under the id of a sealed event', () => {
    importing(EVENTS);
    const other = importing(EVENTS.replace('intimate', 'family'));
    expect(other).toMatchObject({ code: 3, err: expect.stringContaining('D-1 is already in the ledger') });
    expect(other.err).not.toMatch(/intimate|family/);
  });
});

describe('evenhand projection', () => {
  it('shows what remains, and says so, if no master key is at hand', () => {
    importing(EVENTS);
    rmSync(at('data/master.key'));
    const run = reading();
    expect(run).toMatchObject({ code: 0, category: null });
    expect(run.err).toBe('evenhand: there is no master key: only the remaining part of each sealed value is shown\n');
    expect(existsSync(at('data/master.key'))).toBe(false);
  });

  it('stops at a wrong key, and changes nothing', () => {
    importing(EVENTS);
    const bytes = readFileSync(at('data/keys.sqlite'));
    const run = reading({ EVENHAND_MASTER_KEY_FILE: keyFile('wrong') });
    expect(run).toMatchObject({ code: 5, out: '' });
    expect(run.err.trim().split('\n')).toHaveLength(1);
    expect(readFileSync(at('data/keys.sqlite')).equals(bytes)).toBe(true);
  });
});

describe('evenhand replay', () => {
  it('folds a sealed value of an export by what remains of it', () => {
    const sealed = '{sealed: AAAA, remains: {closeCategory: true}}';
    writeFileSync(at('export.yaml'), EVENTS.replace('category: intimate', `category: ${sealed}`));
    const run = evenhand(['replay', '--file', at('export.yaml'), '--json', '--projection', 'relationship-register']);
    expect(JSON.parse(run.out).data.relationships['REL-1']).toMatchObject({
      category: null,
      legsOwed: ['member.party_whip', 'officer.line_manager'],
    });
    writeFileSync(
      at('export.yaml'),
      EVENTS.replace('category: intimate', 'category: {sealed: AAAA, remains: {by: M-9}}'),
    );
    const refused = evenhand(['replay', '--file', at('export.yaml')]);
    expect(refused).toMatchObject({ code: 3, err: expect.stringContaining('the sealed category') });
  });
});

describe('evenhand keys rotate', () => {
  it('puts another master key in the place of the old one, and no event changes', () => {
    const [old, next] = [keyFile('old'), keyFile('next')];
    importing(EVENTS, { EVENHAND_MASTER_KEY_FILE: old });
    const ledger = readFileSync(at('data/ledger.sqlite'));
    const rotate = (from: string, to: string) =>
      evenhand(['keys', 'rotate', '--from', from, '--to', to, '--data', at('data')]);
    expect(rotate(old, next)).toMatchObject({ code: 0, out: expect.stringMatching(/^3 keys are wrapped/) });
    expect(readFileSync(at('data/ledger.sqlite')).equals(ledger)).toBe(true);
    expect(reading({ EVENHAND_MASTER_KEY_FILE: next })).toMatchObject({ code: 0, category: 'intimate' });
    expect(reading({ EVENHAND_MASTER_KEY_FILE: old })).toMatchObject({ code: 5 });
    expect(rotate(old, next)).toMatchObject({ code: 5 });
    expect(evenhand(['keys', 'rotate', '--from', old, '--to', next, '--data', at('none')])).toMatchObject({ code: 4 });
  });
});
