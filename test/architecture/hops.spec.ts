import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type ProjectionName, projections } from '#lib/council/projections.js';
import { openMemoryLedger } from '#lib/ledger/index.js';
import { memoryKeys } from '../support/keys.js';
import { type Running, altered, idOf, startService } from '../support/service.js';
import { root } from './planted.js';

/** Functions of ours that are under way, the outermost first, as the real call left them on the stack. */
function underWay(): string[] {
  const { stackTraceLimit, prepareStackTrace } = Error;
  Error.stackTraceLimit = 100;
  // The names as the engine has them: source maps put others in their place.
  Error.prepareStackTrace = (_error, sites) => sites;
  const sites = new Error('where').stack as unknown as readonly NodeJS.CallSite[];
  Object.assign(Error, { stackTraceLimit, prepareStackTrace });
  const ours = sites.filter((site) => /\/(apps|libs)\/(?!.*node_modules)/.test(site.getFileName() ?? ''));
  return ours.map((site) => last(site.getFunctionName() ?? 'nameless').replace('#', '')).reverse();
}

/** The functions that a walk of the README names, in its order; those of the framework are left out. */
function walkOf(heading: string): string[] {
  const text = readFileSync(join(root, 'README.md'), 'utf8');
  const [, rest = ''] = text.split(`### ${heading}`);
  const [section = ''] = rest.split(/^#+ /m);
  return [...section.matchAll(/^\| +\d+ +\| +`([^`]+)`/gm)].map(([, name = '']) => name);
}

const last = (name: string): string => name.slice(name.lastIndexOf('.') + 1);
/** A handler gives back the promise of the application as it is: no frame of it is left to be seen. */
const seen = (walk: readonly string[]): string[] => walk.filter((name) => !name.endsWith('Handler.execute')).map(last);

let service: Running;
let toAppend: string[];
let toSeal: string[];
beforeEach(async () => {
  const ledger = openMemoryLedger({ clock: Date.now });
  const keys = await memoryKeys();
  const { vault } = keys;
  service = await startService({
    ledger: altered(ledger, {
      append: (...call) => {
        toAppend = [...underWay(), 'append'];
        return ledger.append(...call);
      },
    }),
    keys: {
      ...keys,
      vault: {
        seal: (...call) => {
          toSeal = [...underWay(), 'seal'];
          return vault.seal(...call);
        },
        standIn: (...call) => vault.standIn(...call),
        keysOf: (...call) => vault.keysOf(...call),
        destroy: (...call) => vault.destroy(...call),
        close: () => vault.close(),
      },
    },
  });
  const opening = { id: 'a', pack: 'gb-eng/tower-hamlets-lb', event: idOf(1), occurredAt: '2026-01-01T09:00' };
  expect((await service.post('/councils', opening)).status).toBe(201);
});
afterEach(() => service.close());

const record = (type: string, payload: object) =>
  service.post('/councils/a/events', { id: idOf(2), type, occurredAt: '2026-03-06T15:00', payload });

describe('a write', () => {
  it('goes from the controller to the ledger through the functions that the README names, and one that times it', async () => {
    const walk = walkOf('A write');
    expect((await record('GroupBriefingGiven', { group: 'G-A', matter: 'MAT-1', version: 'V1' })).status).toBe(201);
    const timed = [...seen(walk).slice(0, -1), 'append', 'append'];
    expect(toAppend).toEqual(timed);
    expect(walk.length + 1).toBeLessThanOrEqual(5);
    expect(walk).toContain('RecordEventsHandler.execute');
  });

  it('of a sealed value takes two functions more to the vault, and none more to the ledger', async () => {
    const walk = walkOf('A sealed value');
    expect((await record('RentArrearsDisclosed', { person: 'M-1', months: 3 })).status).toBe(201);
    expect(toSeal).toEqual(seen(walk));
    expect(walk.length).toBeLessThanOrEqual(7);
    expect(toAppend).toEqual([...seen(walkOf('A write')).slice(0, -1), 'append', 'append']);
  });
});

describe('a read', () => {
  const NAME: ProjectionName = 'even-handedness-by-group';

  it('goes from the controller to the figures through the functions that the README names', async () => {
    const walk = walkOf('A read');
    const original = projections.get(NAME)!;
    const writable = projections as Map<string, typeof original>;
    let toAnswer: string[] = [];
    const watched: typeof original = Object.assign((...call: Parameters<typeof original>) => {
      toAnswer = [...underWay(), 'answer'];
      return original(...call);
    }, original);
    writable.set(NAME, watched);
    try {
      expect((await service.get(`/councils/a/projections/${NAME}`)).status).toBe(200);
    } finally {
      writable.set(NAME, original);
    }
    // `answer` calls the view itself: the last of the walk.
    expect([...toAnswer, 'groupsView']).toEqual(seen(walk));
    expect(walk.length).toBeLessThanOrEqual(6);
    expect(walk).toContain('ReadProjectionHandler.execute');
  });
});
