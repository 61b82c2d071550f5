import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { describedProjections } from '#lib/council/described.js';
import { type Viewer, projectionNames, replay } from '#lib/council/index.js';
import type { CouncilEvent } from '#lib/council/record.js';
import { readEventFile } from '#lib/event-file/index.js';
import { parseInstant } from '#lib/kernel/index.js';
import { builtInPacks } from '#lib/protocol/index.js';
import { lastInstants, play } from '../../apps/cli/history.js';
import { YEAR_END, demonstrationYear, yearPacks } from '../../apps/service/demonstration/year.js';
import { declarationHistories } from '../support/declaration-histories.js';
import { histories } from '../support/histories.js';
import { schemaFaults } from '../support/schema-check.js';

const RUNS = Number(process.env['EVENHAND_RUNS'] ?? 40);
const shelf = builtInPacks();
const packs = shelf.all();

const viewers: readonly Viewer[] = [
  { role: 'group_leader', group: 'G-A', person: 'M-1' },
  { role: 'elected_member', person: 'M-2' },
  { role: 'public' },
];

type Question = Omit<Parameters<typeof replay>[2], 'viewer'>;

/** What of the data of every projection does not fit its description: of the whole, and of what each viewer sees. */
function faultsIn(events: readonly CouncilEvent[], question: Question): string[] {
  return [null, ...viewers].flatMap((viewer) => {
    const view = replay(events, shelf, { ...question, viewer });
    return projectionNames.flatMap((name) => {
      const schema = describedProjections[name].data.schema(viewer === null);
      return schemaFaults(schema, view.projection(name), `${viewer?.role ?? 'all'} ${name}`);
    });
  });
}

describe('the data of projections', () => {
  it('is as it is described, in the made-up year, whoever looks', () => {
    const packs = yearPacks(shelf);
    if (packs === undefined) throw new Error('no pack judges the made-up year');
    const events = demonstrationYear(packs).map(({ id, type, occurredAt, recordedAt, payload }, index) => {
      return { id, type, at: occurredAt, rec: recordedAt, payload, pack: null, position: String(index + 1) };
    });
    const at = parseInstant(YEAR_END, 'end') ?? 0;
    expect(events.length).toBeGreaterThan(400);
    expect(faultsIn(events, { at, knownAt: at, pack: null })).toEqual([]);
  });

  it('does not fit if a member is missing, is added, or is of another kind', () => {
    const schema = describedProjections['office-holder-briefings'].data.schema(true);
    const totals = { offered: 1, held: 1, declined: 0 };
    const mayor = { ...totals, byGroup: {} };
    expect(schemaFaults(schema, { offices: { mayor }, totals })).toEqual([]);
    expect(schemaFaults(schema, { offices: { mayor: { offered: '1', held: 1, refused: 0, byGroup: {} } } })).toEqual([
      '/totals is missing',
      '/offices/mayor/declined is missing',
      '/offices/mayor/offered is no integer',
      '/offices/mayor/refused is described nowhere',
    ]);
  });

  it.each([
    ['of group support and advice', histories(30)],
    ['of declarations', declarationHistories()],
  ])('is as it is described, in random histories %s', (_, arbitrary) => {
    fc.assert(
      fc.property(arbitrary as fc.Arbitrary<readonly object[]>, fc.constantFrom(...packs), (entries, pack) => {
        const read = readEventFile(JSON.stringify(entries), 'history.yaml');
        if (!read.ok) throw new Error(JSON.stringify(read.refusal));
        const last = lastInstants(read.value) ?? { at: 0, knownAt: 0 };
        expect(faultsIn(play(read.value, shelf, pack).events, { ...last, pack })).toEqual([]);
      }),
      { numRuns: RUNS, seed: 20_260_930, endOnFailure: true },
    );
  });
});
