import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { Problem } from '#lib/kernel/index.js';
import { loadPack } from '#lib/protocol/index.js';

const read = (name: string): string => readFileSync(join(import.meta.dirname, 'packs', `${name}.yaml`), 'utf8');
const alsager = read('alsager-tc');
const northampton = read('northampton-tc');
const towerHamlets = read('tower-hamlets-lb');
const greatAycliffe = read('great-aycliffe-tc');
const oldMarston = read('old-marston-pc');

/** A text with one planted change; throws if the place to change is not there. */
function plant(text: string, from: string, to: string): string {
  if (!text.includes(from)) throw new Error(`the pack does not hold ${from}`);
  return text.replace(from, to);
}

function problemsOf(text: string | Uint8Array): readonly Problem[] {
  const result = loadPack(text, 'planted.yaml');
  return result.ok ? [] : result.refusal.problems;
}

/** The line on which a text first stands. */
const lineOf = (text: string, part: string): number => text.slice(0, text.indexOf(part)).split('\n').length;

/** Each row: the check, what is planted, the pack, from, to, the place and the line of the problem as the text of that line. */
type Row = readonly [check: number, what: string, pack: string, from: string, to: string, at: string, lineText: string];

const breaches: readonly Row[] = [
  [
    1,
    'a rule left out',
    alsager,
    'off.own_recommendation, off.statutory_officers]',
    'off.own_recommendation]',
    '/rules',
    'rules:',
  ],
  [1, 'a rule spoken of and silent', alsager, 'silent: [', 'silent: [grp.same_advice, ', '/silent/0', 'silent: ['],
  [1, 'a rule silent twice', alsager, 'silent: [', 'silent: [inf.redaction, inf.redaction, ', '/silent/1', 'silent: ['],
  [
    1,
    'an unknown rule',
    alsager,
    '  grp.even_handed:',
    '  grp.even_handy:',
    '/rules/grp.even_handy',
    '  grp.even_handy:',
  ],
  [
    1,
    'an unknown route',
    alsager,
    '  interest.advice:',
    '  interest.advise:',
    '/routes/interest.advise',
    '  interest.advise:',
  ],
  [
    1,
    'a route left out',
    alsager,
    '  facilities.exception:         {fallback: none, reason: "59 gives no exception"}\n',
    '',
    '/routes',
    'routes:',
  ],
  [
    2,
    'a clause that is not there',
    alsager,
    'src: ["49"]',
    'src: ["64"]',
    '/rules/grp.same_advice/src/0',
    '  grp.same_advice:',
  ],
  [
    2,
    'a bullet that is not there',
    greatAycliffe,
    '"2.6(b11)"',
    '"2.6(b17)"',
    '/rules/ins.no_financial_commitment/src/0',
    '  ins.no_financial_commitment:',
  ],
  [
    2,
    'a rule without a clause',
    northampton,
    'src: ["7.9"], params: {to:',
    'src: [], params: {to:',
    '/rules/inf.leak_investigation',
    '  inf.leak_investigation:',
  ],
  [
    2,
    'a route without src',
    northampton,
    'confidence.breach: {src: ["7.9"], ',
    'confidence.breach: {',
    '/routes/confidence.breach',
    '  confidence.breach:',
  ],
  [
    2,
    'a clause in a parameter',
    towerHamlets,
    'declare_src: ["3.39"]',
    'declare_src: ["3.390"]',
    '/rules/int.joint_arrangement/params/declare_src/0',
    '  int.joint_arrangement:',
  ],
  [
    2,
    'a clause of a list by whom it binds',
    greatAycliffe,
    'officers: ["4.4", "5.3"]',
    'officers: ["4.4", "5.30"]',
    '/rules/prs.no_undue_pressure/src/officers/1',
    '  prs.no_undue_pressure:',
  ],
  [
    2,
    'clauses that bind nobody',
    greatAycliffe,
    'prs.seniority:              {stance: should, mode: warn, sev: medium, src: {members: ["2.6(b16)", "5.4", "5.5"]}}',
    'prs.seniority:              {stance: should, mode: warn, sev: medium, src: {}}',
    '/rules/prs.seniority/src',
    '  prs.seniority:',
  ],
  [
    2,
    'clauses that bind somebody else',
    greatAycliffe,
    'src: {members: ["2.6(b16)", "5.4", "5.5"]}',
    'src: {visitors: ["2.6(b16)", "5.4", "5.5"]}',
    '/rules/prs.seniority/src/visitors',
    '  prs.seniority:',
  ],
  [
    2,
    'an empty list by whom it binds',
    greatAycliffe,
    'src: {members: ["2.6(b16)", "5.4", "5.5"]}',
    'src: {members: ["2.6(b16)", "5.4", "5.5"], officers: []}',
    '/rules/prs.seniority/src/officers',
    '  prs.seniority:',
  ],
  [
    2,
    'a clause of a word that the rule has not',
    towerHamlets,
    'legal_process: ["3.34"]',
    'legal_process: ["3.35"]',
    '/rules/int.legal_proceedings/params/src_of/legal_process/0',
    '  int.legal_proceedings:',
  ],
  [
    2,
    'a clause of a deadline',
    towerHamlets,
    'reason: "13.5 says chase but not when", src: ["13.5"]',
    'reason: "x", src: ["13.50"]',
    '/deadlines/enquiry.chase/src/0',
    '  enquiry.chase:',
  ],
  [2, 'a dangling clause', oldMarston, 'clause: "3.3(c)"', 'clause: "3.3(d)"', '/groups/dangling/clause', 'groups:'],
  [
    3,
    'an undeclared office',
    oldMarston,
    'prs.impartiality_respected: {stance: must, mode: breach, sev: high, src: {members: ["2.3"]}, params: {who: office_holders, offices: [committee_chair,',
    'prs.impartiality_respected: {stance: must, mode: breach, sev: high, src: {members: ["2.3"]}, params: {who: office_holders, offices: [whip_in_chief,',
    '/rules/prs.impartiality_respected/params/offices/0',
    '  prs.impartiality_respected:',
  ],
  [
    3,
    'an undeclared exception',
    towerHamlets,
    'exceptions_to: [chief_officer,',
    'exceptions_to: [archivist,',
    '/rules/grp.discussion_confidential/params/exceptions_to/0',
    '  grp.discussion_confidential:',
  ],
  [
    3,
    'an undeclared determiner',
    towerHamlets,
    'determiner: divisional_director_hr',
    'determiner: archivist',
    '/rules/stf.candidate_relationship/params/determiner',
    '  stf.candidate_relationship:',
  ],
  [
    3,
    'an undeclared recipient',
    alsager,
    'information.dispute: {src: ["53"], steps: [{to: proper_officer',
    'information.dispute: {src: ["53"], steps: [{to: town_clerk',
    '/routes/information.dispute/steps/0/to',
    '  information.dispute:',
  ],
  [
    3,
    'an undeclared fallback',
    alsager,
    'legal.enquiry:                {fallback: proper_officer',
    'legal.enquiry:                {fallback: solicitor',
    '/silent_routes/legal.enquiry/fallback',
    '  legal.enquiry:',
  ],
  [
    3,
    'an undeclared role of a parameter',
    alsager,
    'determiner: proper_officer',
    'determiner: archivist',
    '/rules/grp.same_advice/params/determiner',
    '  grp.same_advice:',
  ],
  [
    3,
    'one of a list',
    towerHamlets,
    'addressees: [cmt_member, chief_executive]',
    'addressees: [cmt_member, mascot]',
    '/rules/grp.request_addressee/params/addressees/1',
    '  grp.request_addressee:',
  ],
  [
    3,
    'a substitute for a vacancy',
    towerHamlets,
    'vacant: monitoring_officer',
    'vacant: deputy',
    '/routes/relationship.declare.member/steps/0/vacant',
    '    steps: [{to: party_whip',
  ],
  [
    4,
    'a default number without a reason',
    alsager,
    'default: true, reason: "31 gives no time"',
    'default: true',
    '/deadlines/relationship.leg',
    '  relationship.leg:',
  ],
  [
    4,
    'a default that is a breach',
    alsager,
    'from: first_known_to_ledger, effect: warn',
    'from: first_known_to_ledger, effect: breach',
    '/deadlines/relationship.leg/effect',
    '  relationship.leg:',
  ],
  [
    4,
    'a number with no clause',
    towerHamlets,
    'from: registered, effect: warn, src: ["13.5"]',
    'from: registered, effect: warn',
    '/deadlines/enquiry.answer',
    '  enquiry.answer:',
  ],
  [
    4,
    'a fallback without a reason',
    alsager,
    'group.follow_up:              {fallback: proper_officer, reason: "same as 32"}',
    'group.follow_up:              {fallback: proper_officer}',
    '/silent_routes/group.follow_up',
    '  group.follow_up:',
  ],
  [
    4,
    'a default recipient who must be told',
    towerHamlets,
    'when: routine, strength: should',
    'when: routine, strength: must',
    '/routes/member.request.general/steps/0/strength',
    '  member.request.general:',
  ],
  [
    4,
    'a fallback of a route that is not marked',
    greatAycliffe,
    'default: true, reason: "AMB-03"',
    'reason: "AMB-03"',
    '/routes/breach.officer/fallback_when',
    '  breach.officer:',
  ],
  [
    4,
    'a hard rule on a default number of its own',
    northampton,
    '  notify_other_groups: {days: 5, unit: working, from: supply, effect: warn, default: true, reason: "8.3 sets no time; chosen so notice lands before a normal agenda", hard_stop: formal_consideration, src: ["8.3"]}\n',
    '',
    '/rules/grp.notify_other_groups/params/target_working_days',
    '  grp.notify_other_groups:',
  ],
  [
    6,
    'a must that only warns',
    alsager,
    'grp.even_handed:            {stance: must, mode: breach',
    'grp.even_handed:            {stance: must, mode: warn',
    '/rules/grp.even_handed/mode',
    '  grp.even_handed:',
  ],
  [
    6,
    'a must_not that only records',
    alsager,
    'mode: record, sev: medium, src: ["46"], observable: false}',
    'mode: record, sev: medium, src: ["46"]}',
    '/rules/grp.no_inferred_support/mode',
    '  grp.no_inferred_support:',
  ],
  [
    7,
    'the clerk judging the clerk',
    northampton,
    'concern.neutrality: {src: ["7.11"], flag: ROUTE_SELF_REFERRAL, ',
    'concern.neutrality: {src: ["7.11"], ',
    '/routes/concern.neutrality',
    '  concern.neutrality:',
  ],
  [
    7,
    'a silent route back to the clerk',
    alsager,
    'confidence.breach:            {fallback: proper_officer, fallback_when: {subject_is: proper_officer, to: chair_of_council}, ',
    'confidence.breach:            {fallback: proper_officer, ',
    '/silent_routes/confidence.breach',
    '  confidence.breach:',
  ],
  [
    7,
    'a fallback to the subject',
    alsager,
    'concern.neutrality:           {fallback: proper_officer, fallback_when: {subject_is: proper_officer, to: chair_of_council}',
    'concern.neutrality:           {fallback: proper_officer, fallback_when: {subject_is: proper_officer, to: proper_officer}',
    '/silent_routes/concern.neutrality/fallback_when',
    '  concern.neutrality:',
  ],
  [
    8,
    'a name with an honorific',
    alsager,
    'title: Town Clerk',
    'title: Town Clerk (Mrs Example)',
    '/roles/proper_officer/title',
    '  proper_officer:',
  ],
  [
    8,
    'an address of mail',
    alsager,
    'reason: "interpretation questions go there (60)"',
    'reason: "write to clerk@council.example"',
    '/silent_routes/group.support.difficulty/reason',
    '  group.support.difficulty:',
  ],
  [
    8,
    'a signer by name',
    oldMarston,
    'minute: "23/05/19", signed_by_role: chair_of_council',
    'minute: "23/05/19", signed_by_role: A Person',
    '/adoption/entries/1/signed_by_role',
    '    - {date: "2023-05-15"',
  ],
  [
    9,
    'two periods for one answer',
    towerHamlets,
    'params: {days: 10, unit: working',
    'params: {days: 15, unit: working',
    '/rules/inf.turnround/params/days',
    '  inf.turnround:',
  ],
  [
    9,
    'two units for one answer',
    towerHamlets,
    'params: {days: 10, unit: working',
    'params: {days: 10, unit: calendar',
    '/rules/inf.turnround/params/unit',
    '  inf.turnround:',
  ],
  [
    9,
    'two arrears thresholds',
    towerHamlets,
    'params: {months: 2, at_least: true, matters: [council_housing_rents]',
    'params: {months: 3, at_least: true, matters: [council_housing_rents]',
    '/rules/int.rent_arrears_bar/params/months',
    '  int.rent_arrears_bar:',
  ],
  [
    9,
    'two review dates',
    towerHamlets,
    'protocol.review: {date: "2018-03-31"',
    'protocol.review: {date: "2019-03-31"',
    '/deadlines/protocol.review/date',
    '  protocol.review:',
  ],
  [
    9,
    'two targets for one notice',
    northampton,
    'target_working_days: 5',
    'target_working_days: 10',
    '/rules/grp.notify_other_groups/params/target_working_days',
    '  grp.notify_other_groups:',
  ],
];

describe('a loader check', () => {
  it.each(breaches)('%d refuses %s', (check, _, pack, from, to, at, lineText) => {
    const text = plant(pack, from, to);
    const problem = problemsOf(text).find(
      (one) => one.wrong.startsWith(`check ${check}: `) && one.at === `planted.yaml#${at}`,
    );
    expect(problem).toMatchObject({ line: lineOf(text, `\n${lineText}`) + 1 });
    expect(problem?.right).not.toBe('');
  });

  it('5 refuses a duty to tell every group beside a duty to tell none', () => {
    const hard = plant(
      plant(northampton, 'inf.requester_confidence,', ''),
      'rules:\n',
      'rules:\n  inf.requester_confidence: {stance: must, mode: breach, sev: high, src: ["7.7"]}\n',
    );
    expect(problemsOf(hard)).toEqual([
      {
        at: 'planted.yaml#/rules/grp.notify_other_groups/mode',
        line: lineOf(hard, '  grp.notify_other_groups:'),
        wrong: 'check 5: grp.notify_other_groups and inf.requester_confidence are both hard',
        right: 'at most one of them with mode block or breach',
      },
    ]);
    expect(
      problemsOf(
        plant(
          hard,
          'inf.requester_confidence: {stance: must, mode: breach',
          'inf.requester_confidence: {stance: should, mode: warn',
        ),
      ),
    ).toEqual([]);
  });

  it('names every breach at once', () => {
    const text = plant(
      plant(alsager, 'src: ["49"]', 'src: ["64"]'),
      'determiner: proper_officer',
      'determiner: archivist',
    );
    expect(problemsOf(text).map(({ wrong }) => wrong)).toEqual([
      'check 2: the source has no clause 64',
      'check 3: archivist is no role of the pack',
    ]);
  });

  it('2 takes the clauses that a pack lists for a source of its own', () => {
    const own = plant(alsager, 'file: 004_ec4988934454b463.txt,', 'file: own.txt, clauses: ["1"],');
    expect(problemsOf(own).map(({ wrong }) => wrong)).toContain('check 2: the source has no clause 49');
    expect(problemsOf(plant(alsager, 'file: 004_ec4988934454b463.txt,', 'file: own.txt,'))).toEqual([]);
  });
});

describe('a pack that passes', () => {
  it('is what its file says', () => {
    const result = loadPack(northampton, 'northampton-tc.yaml');
    const pack = result.ok ? result.value : undefined;
    expect(pack?.ref).toEqual({
      id: 'gb-eng/northampton-tc',
      version: '0.1.0',
      hash: createHash('sha256').update(northampton).digest('hex'),
    });
    expect(pack?.rules.get('grp.notify_other_groups')).toMatchObject({
      stance: 'must',
      mode: 'breach',
      src: { members: ['8.3'], officers: ['8.3'], both: ['8.3'] },
    });
    expect(pack?.deadlines.get('notify_other_groups')).toEqual({
      days: 5,
      unit: 'working',
      counting: null,
      isDefault: true,
      effect: 'warn',
      src: ['8.3'],
    });
    expect(pack?.routes.get('concern.member_about_clerk')?.flag).toBe('ROUTE_SELF_REFERRAL');
    expect(pack?.silentRoutes.get('breach.officer')?.fallbackWhen).toEqual({
      subjectIs: 'proper_officer',
      to: 'chair_of_council',
    });
    expect(pack?.effectiveFrom).toBeNull();
    expect(pack?.source).toMatchObject({ council: 'Northampton Town Council', status: 'draft' });
  });

  it('is the same from bytes, whatever the file is called, and with a byte order mark but for the hash', () => {
    const [fromText, fromBytes] = [loadPack(alsager, 'a.yaml'), loadPack(new TextEncoder().encode(alsager), 'b.yaml')];
    expect(fromBytes).toEqual(fromText);
    const marked = loadPack(`\ufeff${alsager}`, 'a.yaml');
    const hashes = [fromText, marked].map((result) => (result.ok ? result.value.ref.hash : ''));
    expect(marked.ok).toBe(true);
    expect(new Set(hashes).size).toBe(2);
  });

  it('keeps variants, roles and partial dates', () => {
    const result = loadPack(towerHamlets, 'tower-hamlets-lb.yaml');
    const pack = result.ok ? result.value : undefined;
    const route = pack?.routes.get('concern.member_about_officer');
    expect([...(route?.variants.keys() ?? [])]).toEqual([
      'service_complaint',
      'misconduct_allegation',
      'private_life_bearing_on_employment',
    ]);
    expect(route?.steps).toEqual([]);
    expect(pack?.roles.get('party_whip')).toEqual({ title: 'party whip', kind: 'member' });
    expect(pack?.review).toMatchObject({ basis: 'fixed_date', next: { first: 17_621, last: 17_621 } });
    const marston = loadPack(oldMarston, 'old-marston-pc.yaml');
    const adoption = marston.ok ? marston.value.adoption : [];
    expect(adoption.map(({ evidence, date }) => [evidence, date.last - date.first])).toEqual([
      ['complete', 0],
      ['complete', 0],
      ['missing', 30],
    ]);
  });
});
