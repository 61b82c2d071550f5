import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { NO_PACK, type Pack, builtInPacks, loadPack, routeIds, ruleIds } from '#lib/protocol/index.js';
import { diffPacks } from './described.js';

function pack(name: string): Pack {
  const found = builtInPacks().find(name);
  if (found === undefined) throw new Error(`no pack ${name}`);
  return found;
}

/** Alsager's pack with one planted change. */
function changed(from: string, to: string): Pack {
  const text = readFileSync(join(import.meta.dirname, 'packs', 'alsager-tc.yaml'), 'utf8');
  const result = loadPack(text.replace(from, to), 'changed.yaml');
  if (!result.ok || !text.includes(from)) throw new Error('the change does not load');
  return result.value;
}

const aPack = fc.constantFrom(...builtInPacks().all());

describe('diffPacks', () => {
  it('finds nothing between a pack and itself', () => {
    fc.assert(
      fc.property(aPack, (one) => {
        expect(diffPacks(one, one)).toEqual({ a: one.ref, b: one.ref, rules: [], routes: [] });
      }),
    );
  });

  it('is the same seen from the other side', () => {
    fc.assert(
      fc.property(aPack, aPack, (one, other) => {
        const [there, back] = [diffPacks(one, other), diffPacks(other, one)];
        const names = (list: readonly { readonly member: string }[]): string[] =>
          list.map(({ member }) => member).sort();
        expect(back.rules.map(({ rule, a, b }) => [rule, b, a])).toEqual(
          there.rules.map(({ rule, a, b }) => [rule, a, b]),
        );
        expect(back.rules.map(({ differences }) => names(differences))).toEqual(
          there.rules.map(({ differences }) => names(differences)),
        );
        expect(back.routes.map(({ route, a, b }) => [route, b, a])).toEqual(
          there.routes.map(({ route, a, b }) => [route, a, b]),
        );
      }),
    );
  });

  it('shows a changed mode, and a changed parameter, alone', () => {
    const softer = changed(
      'grp.council_business_only:  {stance: must, mode: breach, sev: high',
      'grp.council_business_only:  {stance: should, mode: warn, sev: high',
    );
    expect(diffPacks(pack('alsager-tc'), softer).rules).toEqual([
      {
        rule: 'grp.council_business_only',
        label: 'Council business only',
        sentence: 'Officers support a group on matters of the council only.',
        roles: { a: {}, b: {} },
        a: 'spoken',
        b: 'spoken',
        differences: [
          { member: 'stance', a: 'must', b: 'should' },
          { member: 'mode', a: 'breach', b: 'warn' },
        ],
      },
    ]);
    const longer = changed('tolerance_minutes: 0', 'tolerance_minutes: 5');
    expect(diffPacks(pack('alsager-tc'), longer).rules).toMatchObject([
      {
        rule: 'grp.absent_for_party_business',
        a: 'spoken',
        b: 'spoken',
        differences: [{ member: 'params.tolerance_minutes', a: 0, b: 5 }],
      },
    ]);
  });

  it('shows a changed step of a route', () => {
    const other = changed(
      '{to: proper_officer, action: determine, strength: must}',
      '{to: full_council, action: determine, strength: must}',
    );
    const difference = diffPacks(pack('alsager-tc'), other);
    expect(difference.rules).toEqual([]);
    expect(difference.routes).toEqual([
      {
        route: 'information.dispute',
        label: 'Dispute about information',
        sentence: 'A need to know is refused, doubtful or disputed.',
        a: 'spoken',
        b: 'spoken',
        differences: [
          {
            member: 'steps',
            a: [{ to: 'proper_officer', action: 'determine', strength: 'must' }],
            b: [{ to: 'full_council', action: 'determine', strength: 'must' }],
          },
        ],
      },
    ]);
  });

  it('says what each council calls the roles that a rule names', () => {
    const { rules } = diffPacks(pack('northampton-tc'), pack('tower-hamlets-lb'));
    const addressee = rules.find(({ rule }) => rule === 'grp.request_addressee');
    expect(addressee).toMatchObject({ a: 'silent', roles: { a: {} } });
    expect(addressee?.roles.b).toMatchObject({ cmt_member: 'member of the Corporate Management Team' });
  });

  it('tells silence from speech', () => {
    const { rules, routes } = diffPacks(pack('northampton-tc'), pack('tower-hamlets-lb'));
    const notify = rules.find(({ rule }) => rule === 'grp.notify_other_groups');
    expect([notify?.a, notify?.b]).toEqual(['spoken', 'silent']);
    expect(notify?.differences).toContainEqual({ member: 'mode', a: 'breach', b: null });
    expect(notify?.differences).toContainEqual({ member: 'params.target_working_days', a: 5, b: null });
    const mediation = routes.find(({ route }) => route === 'concern.mediation');
    expect([mediation?.a, mediation?.b]).toEqual(['spoken', 'silent']);
    expect(mediation?.differences).toContainEqual({ member: 'fallback', a: null, b: 'none' });
  });

  it('lists rules and routes in the order of the catalogue, and all that a pack says against no pack', () => {
    const { rules, routes } = diffPacks(NO_PACK, pack('tower-hamlets-lb'));
    expect(rules.map(({ rule }) => rule)).toEqual(ruleIds.filter((id) => pack('tower-hamlets-lb').rules.has(id)));
    expect(routes.map(({ route }) => route)).toEqual(routeIds);
  });
});
