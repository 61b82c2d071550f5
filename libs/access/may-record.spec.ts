import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { commandCatalogue, eventCatalogue } from '#lib/catalogue/index.js';
import { NO_PACK } from '#lib/protocol/index.js';
import { type Asked, accessTable, mayRecord } from './index.js';

const said: Asked['said'] = {
  recordedBy: () => ['O-1'],
  partiesOf: () => [],
  groupOf: () => null,
  amended: () => [],
  proposal: () => null,
};
const ask = (name: Asked['name'], fields: Asked['fields'], person: string, ...roles: string[]) =>
  mayRecord({
    name,
    fields,
    signedIn: { person, roles: roles.map((role) => ({ role, group: null })) },
    pack: NO_PACK,
    said,
  });
const code = (answer: ReturnType<typeof ask>): string => (answer.ok ? 'allowed' : answer.refusal.code);

describe('who may record what', () => {
  it('has a row for every event and permission', () => {
    const names = [...Object.keys(eventCatalogue), ...Object.keys(commandCatalogue)];
    expect(Object.keys(accessTable).sort()).toEqual(names.sort());
  });

  it('fills in who acts, and takes nobody else', () => {
    const own = ask('OfficerActedOnMatter', { matter: 'MAT-1' }, 'O-1');
    expect(own).toMatchObject({ ok: true, value: { fields: { officer: 'O-1' }, recordedBy: { person: 'O-1' } } });
    expect(code(ask('OfficerActedOnMatter', { matter: 'MAT-1', officer: 'O-2' }, 'O-1'))).toBe('not_you');
    expect(code(ask('OfficerActedOnMatter', { matter: 'MAT-1', officer: 'O-2' }, 'O-1', 'recorder'))).toBe('allowed');
    expect(code(ask('OfficerActedOnMatter', { matter: 'MAT-1' }, 'O-1', 'auditor'))).toBe('records_nothing');
  });

  it.each(['monitoring_officer', 'proper_officer', 'auditor', 'recorder', 'accounts'])(
    'reserves the role %s',
    (role) => {
      const fields = { role, person: 'O-2' };
      expect(code(ask('RoleAssigned', fields, 'O-1', 'recorder'))).toBe('reserved_role');
      expect(code(ask('RoleAssigned', fields, 'O-1', 'monitoring_officer'))).toBe('allowed');
      expect(code(ask('RoleAssigned', { ...fields, person: 'O-1' }, 'O-1', 'monitoring_officer'))).toBe(
        'reserved_role',
      );
    },
  );

  it('lets nobody propose and confirm an erasure, or confirm after losing the role (S19)', () => {
    const person = fc.constantFrom('O-1', 'O-2', 'O-3');
    const step = fc.record({ does: fc.constantFrom('propose', 'confirm', 'gain', 'lose'), person });
    const sequences = fc.array(step, { minLength: 2, maxLength: 20 });
    fc.assert(
      fc.property(sequences, (steps) => {
        const holders = new Set<string>();
        let proposer: string | null = null;
        for (const one of steps) {
          if (one.does === 'gain') holders.add(one.person);
          if (one.does === 'lose') holders.delete(one.person);
          if (one.does === 'propose') proposer = one.person;
          if (one.does !== 'confirm') continue;
          const roles = holders.has(one.person) ? [{ role: 'monitoring_officer', group: null }] : [];
          const by = proposer;
          const proposal = () => (by === null ? null : { person: by, subject: 'M-1' });
          const fields = { subject: 'M-1', basis: 'erasure', proposal: 'ER-1' };
          const signedIn = { person: one.person, roles };
          const { ok } = mayRecord({
            name: 'SealedPayloadDestroyed',
            fields,
            signedIn,
            pack: NO_PACK,
            said: { ...said, proposal },
          });
          expect(ok).toBe(holders.has(one.person) && by !== null && by !== one.person);
        }
      }),
      { numRuns: 5_000 },
    );
  });
});
