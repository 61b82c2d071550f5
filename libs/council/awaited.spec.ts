import { describe, expect, it } from '@jest/globals';
import { eventCatalogue } from '#lib/catalogue/index.js';
import type { Payload } from '#lib/kernel/index.js';
import { packOf, withRule } from '../../test/support/given.js';
import { notesOnAwaited, rulesAwaiting } from './awaited.js';
import { evaluatedByLevel, isEvaluated, notEvaluatedOf } from './evaluated.js';

const event = (type: string, payload: Payload = {}): { type: string; payload: Payload } => {
  expect(Object.keys(eventCatalogue)).toContain(type);
  return { type, payload };
};

describe('an event that a rule of the pack should read, and none does yet (readings 3.8)', () => {
  it('is noted with the rules that wait for it', () => {
    expect(notesOnAwaited(event('EnquiryRegistered'), packOf('TH'))).toEqual([
      {
        at: '/type',
        wrong: 'recorded, and judged by no rule yet: inf.turnround of the pack should read it',
        right: 'a later version of the program, which judges it then',
      },
    ]);
  });

  it('is not noted if no rule of the pack reads it, or an evaluated one does', () => {
    expect(rulesAwaiting(event('EnquiryRegistered'), packOf('OM'))).toEqual([]);
    expect(rulesAwaiting(event('GroupBriefingGiven'), packOf('TH'))).toEqual([]);
    expect(rulesAwaiting(event('InformationRequested'), packOf('TH'))).toEqual([]);
    const silent = withRule(packOf('TH'), 'clr.equal_treatment', { mode: 'record' });
    expect(rulesAwaiting(event('InformationRequested'), silent)).toEqual(['inf.request_route']);
  });

  it('is of pressure and influence noted by its kind (readings 9)', () => {
    const influence = (kind: string): readonly string[] =>
      rulesAwaiting(event('ImproperInfluenceReported', { kind }), packOf('TH'));
    expect(influence('legal_process')).toEqual([]);
    expect(influence('delegated_decision')).toEqual(['prs.delegated_decisions']);
    expect(rulesAwaiting(event('UnduePressureReported', { kind: 'legal_process' }), packOf('TH'))).toEqual([
      'int.legal_proceedings',
    ]);
  });
});

describe('the rules of a pack that this build evaluates', () => {
  it.each(['GA', 'TH', 'NT', 'OM', 'AL', 'SO'])('are counted by level under %s, with those that it does not', (tag) => {
    const pack = packOf(tag);
    const { BREACH, WARN, BY_STEP } = evaluatedByLevel(pack);
    const all = [BREACH, WARN, BY_STEP];
    const raising = [...pack.rules.values()].filter(({ mode }) => mode !== 'record');
    expect(all.reduce((sum, { rules }) => sum + rules, 0)).toBe(raising.length);
    const waiting = all.reduce((sum, { rules, evaluated }) => sum + rules - evaluated, 0);
    expect(notEvaluatedOf(pack)).toHaveLength(waiting);
    expect(
      raising
        .filter(({ id }) => !isEvaluated(id))
        .map(({ id }) => id)
        .sort(),
    ).toEqual(notEvaluatedOf(pack));
  });
});
