import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { projectionNames } from '#lib/council/index.js';
import { openSqliteLedger } from '#lib/ledger/index.js';
import { openKeys } from '#lib/sealing/index.js';
import { openSqliteKeyStore } from '#lib/vault/index.js';
import { evenhand } from '../support/command-line.js';
import { idOf, startService } from '../support/service.js';

let data: string;
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'evenhand-document-'));
});
afterEach(() => rmSync(data, { recursive: true }));

const ADOPTION = { packId: 'gb-eng/tower-hamlets-lb', version: '0.1.0' };
const entries: readonly (readonly [council: string, type: string, day: string, payload: object])[] = [
  ['a', 'PoliticalGroupRegistered', '2026-01-05', { group: 'G-A' }],
  ['b', 'PoliticalGroupRegistered', '2026-01-05', { group: 'G-Z' }],
  ['a', 'GroupBriefingGiven', '2026-03-06', { group: 'G-A', matter: 'MAT-1', version: 'V1' }],
  ['a', 'RelationshipDeclared', '2026-03-07', { id: 'REL-1', by: 'M-1', about: 'O-1', category: 'family', to: 'mo' }],
  ['b', 'GroupBriefingGiven', '2026-03-08', { group: 'G-Z', matter: 'MAT-2', version: 'V1' }],
  ['a', 'PoliticalGroupRegistered', '2026-02-01', { group: 'G-B' }],
];

/** The bytes of each answer of the service over the ledger of the folder, which it first fills with two councils. */
async function answersOfService(paths: readonly string[]): Promise<string[]> {
  const settings = { data, masterKey: null, masterKeyFile: null, keyStore: 'sqlite', erasures: null };
  const keys = await openKeys(settings, await openSqliteKeyStore(join(data, 'keys.sqlite')));
  // The ledger's clock runs ahead of the readers' by a day.
  const ledger = await openSqliteLedger({ path: join(data, 'ledger.sqlite'), clock: () => Date.now() + 86_400_000 });
  const service = await startService({ ledger, keys: { ...keys, erasures: { ...keys.erasures, entries: [] } } });
  for (const [index, id] of ['a', 'b'].entries()) {
    const opening = { id, pack: ADOPTION.packId, event: idOf(100 + index), occurredAt: '2026-01-01T09:00' };
    expect((await service.post('/councils', opening)).status).toBe(201);
  }
  for (const [index, [council, type, day, payload]] of entries.entries()) {
    const event = { id: idOf(index + 1), type, occurredAt: `${day}T09:00`, payload };
    expect((await service.post(`/councils/${council}/events`, event)).status).toBe(201);
  }
  const answers: string[] = [];
  for (const path of paths) answers.push((await service.get(path)).text);
  await service.close();
  await keys.vault.close();
  return answers;
}

describe('a projection of one ledger', () => {
  it('is the same document, byte for byte, over HTTP and from the command line', async () => {
    const questions = [
      ['--at', '2026-04-01'],
      ['--at', '2026-03-06', '--known-at', '2199-01-01'],
      ['--at', '2026-04-01', '--pack', 'alsager-tc'],
      ['--at', '2026-04-01', '--known-at', '2026-01-01'],
    ];
    // Every projection with one of the questions, and one of them with all.
    const asked = [
      ...projectionNames.map((name, index) => ({ name, question: questions[index % questions.length] ?? [] })),
      ...questions.map((question) => ({ name: 'audit-timeline', question })),
    ];
    const queryOf = (question: readonly string[]): string =>
      question
        .map((word) => (word.startsWith('--') ? `&${word.slice(2).replace('known-at', 'knownAt')}=` : word))
        .join('');
    const paths = asked.map(({ name, question }) => `/councils/a/projections/${name}?${queryOf(question).slice(1)}`);
    const ofService = await answersOfService(paths);
    for (const [index, { name, question }] of asked.entries()) {
      const run = evenhand(['projection', name, '--council', 'a', '--data', data, '--json', ...question]);
      expect(run).toEqual({ code: 0, err: '', out: `${ofService[index]}\n` });
    }
    expect(JSON.parse(ofService.at(-2) ?? '')).toMatchObject({ council: 'a', position: '10' });
  });
});
