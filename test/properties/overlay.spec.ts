import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type CouncilEvent } from '#lib/council/record.js';
import { CouncilHead, projectionNames, replay } from '#lib/council/index.js';
import { readEventFile } from '#lib/event-file/index.js';
import type { Pack } from '#lib/protocol/index.js';
import { builtInPacks, namingOf } from '#lib/protocol/index.js';
import { play } from '../../apps/cli/history.js';
import { declarationHistories } from '../support/declaration-histories.js';
import { type RawEntry, histories } from '../support/histories.js';

const shelf = builtInPacks();
const councils = shelf.all().filter(({ overlay }) => !overlay);
const RUNS = Number(process.env['EVENHAND_RUNS'] ?? 100);
const AT = Date.parse('2026-07-01T00:00:00Z');

const adoption = (pack: Pack, event: string, t: string): RawEntry => ({
  t,
  e: 'ProtocolPackAdopted',
  event,
  ...namingOf(pack),
});

function recorded(entries: readonly RawEntry[]): readonly CouncilEvent[] {
  const read = readEventFile(JSON.stringify(entries), 'history.yaml');
  if (!read.ok) throw new Error(JSON.stringify(read.refusal));
  return play(read.value, shelf, null).events;
}

/** What a viewer without limits is told, each projection as bytes, apart from those in which an adoption itself is a row. */
function answers(events: readonly CouncilEvent[]): Readonly<Record<string, string>> {
  const view = replay(events, shelf, { at: AT, knownAt: AT, pack: null, viewer: null });
  const told = projectionNames.filter((name) => name !== 'audit-timeline' && name !== 'statutory-findings');
  const pack = JSON.stringify(view.pack);
  return Object.fromEntries([['pack', pack], ...told.map((name) => [name, JSON.stringify(view.projection(name))])]);
}

const times = fc.constantFrom('2026-01-05T09:00', '2026-02-16', '2026-03-05T19:05', '2026-03-26T19:00', '2026-05-05');

const cases = fc.record({
  entries: fc.oneof(
    histories(30),
    declarationHistories().map((one) => one as readonly RawEntry[]),
  ),
  own: fc.option(fc.constantFrom(...councils)),
  ownFrom: times,
  from: times,
});

describe('an overlay beside the pack of the council', () => {
  const overlay = shelf.find('statutory-overlay')!;

  it('changes no byte of any other projection', () => {
    fc.assert(
      fc.property(cases, ({ entries, own, ownFrom, from }) => {
        const council = own === null ? entries : [...entries, adoption(own, 'OWN', ownFrom)];
        const beside = recorded([...council, adoption(overlay, 'OVERLAY', from)]);
        expect(answers(beside)).toEqual(answers(recorded(council)));
      }),
      { numRuns: RUNS, seed: 20_260_701, endOnFailure: true },
    );
  });

  it('finds what it would find were it the only pack, of what occurred since it was adopted before everything', () => {
    fc.assert(
      fc.property(declarationHistories(), (entries) => {
        const events = recorded([...entries, adoption(overlay, 'OVERLAY', '2020-01-01T00:00')]);
        const question = { at: AT, knownAt: AT, viewer: null };
        const beside = replay(events, shelf, { ...question, pack: null });
        const alone = replay(events, shelf, { ...question, pack: overlay });
        expect(beside.projection('statutory-findings')).toEqual(alone.projection('findings'));
        expect(beside.pack).toBeNull();
      }),
      { numRuns: RUNS, seed: 20_260_702, endOnFailure: true },
    );
  });

  it('is answered by a head as by a replay', () => {
    fc.assert(
      fc.property(cases, ({ entries, own, ownFrom, from }) => {
        const council = own === null ? entries : [...entries, adoption(own, 'OWN', ownFrom)];
        const events = recorded([...council, adoption(overlay, 'OVERLAY', from)]);
        const head = new CouncilHead(shelf);
        const question = { at: AT, knownAt: AT, pack: null, viewer: null };
        for (const [index, event] of events.entries()) {
          head.apply(event);
          if (index % 7 !== 0 && index !== events.length - 1) continue;
          const known = replay(events.slice(0, index + 1), shelf, question);
          expect(head.view(question).projection('statutory-findings')).toEqual(known.projection('statutory-findings'));
        }
      }),
      { numRuns: Math.min(RUNS, 60), seed: 20_260_703, endOnFailure: true },
    );
  });
});
