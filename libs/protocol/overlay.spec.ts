import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { loadPack } from '#lib/protocol/index.js';

const overlay = readFileSync(join(import.meta.dirname, 'packs', 'statutory-overlay.yaml'), 'utf8');

/** What is wrong with the overlay after one planted change: place and reason. */
function wrongWith(from: string, to: string): readonly (readonly [string, string])[] {
  if (!overlay.includes(from)) throw new Error(`the pack does not hold ${from}`);
  const result = loadPack(overlay.replace(from, to), 'planted.yaml');
  return result.ok ? [] : result.refusal.problems.map(({ at, wrong }) => [at.slice('planted.yaml#'.length), wrong]);
}

describe('check 10: an overlay says nothing that only the pack of a council can say', () => {
  it.each([
    [
      'a review',
      'review: {basis: none',
      'review: {basis: annual',
      '/review/basis',
      'check 10: an overlay speaks of review basis',
    ],
    [
      'an adoption',
      'review: {basis',
      'adoption: {entries: [{date: "2026-01-05", evidence: complete}]}\nreview: {basis',
      '/adoption/entries',
      'check 10: an overlay speaks of adoption entries',
    ],
    [
      'a unit of fairness',
      'fairness: {units: []',
      'fairness: {units: [group]',
      '/fairness/units',
      'check 10: an overlay speaks of fairness units',
    ],
    [
      'who sees what',
      'visibility: {}',
      'visibility: {group_support: {own_group: full}}',
      '/visibility',
      'check 10: an overlay speaks of visibility',
    ],
    [
      'a permission refused',
      'int.declare_at_meeting:     {stance: must, mode: breach',
      'int.declare_at_meeting:     {stance: must, mode: block',
      '/rules/int.declare_at_meeting/mode',
      'check 10: an overlay refuses a permission',
    ],
    [
      'a text that is not yet checked, judged hard',
      'pol.restricted_posts:       {stance: must_not, mode: warn',
      'pol.restricted_posts:       {stance: must_not, mode: breach',
      '/rules/pol.restricted_posts/mode',
      'check 10: a text to be checked is hard',
    ],
    [
      'a period that begins with a day and has none',
      'interest.term: {days: 28',
      'interest.term: {days: 0',
      '/deadlines/interest.term',
      'check 10: a period that begins with a day and has none',
    ],
  ])('%s', (_what, from, to, at, wrong) => {
    expect(wrongWith(from, to)).toEqual([[at, wrong]]);
  });

  it('the life of the protocol is judged by the council’s own pack', () => {
    const rule = '  lif.review: {stance: should, mode: warn, sev: low, src: ["LA2011 s30(1)"]}\nsilent: [';
    const planted = overlay.replace('lif.review, ', '').replace('silent: [', rule);
    const result = loadPack(planted, 'planted.yaml');
    expect(result.ok ? [] : result.refusal.problems.map(({ at, wrong }) => [at, wrong])).toEqual([
      ['planted.yaml#/rules/lif.review', 'check 10: an overlay speaks of rules lif.review'],
    ]);
  });

  it('the same in a pack that is none is no fault', () => {
    expect(wrongWith('overlay: true, ', '')).toEqual([]);
    const planted = overlay.replace('overlay: true, ', '').replace('fairness: {units: []', 'fairness: {units: [group]');
    expect(loadPack(planted, 'planted.yaml')).toMatchObject({ ok: true });
  });

  it.each([
    ['overlay is a flag', 'overlay: true', 'overlay: beside', '/pack/overlay', 'overlay is "beside"'],
    [
      'a counting is one of two',
      'counting: beginning_with, from: term',
      'counting: naive, from: term',
      '/deadlines/interest.term/counting',
      'counting is "naive"',
    ],
    [
      'check 2: a section that is not listed',
      'src: ["LA2011 s31(2)"]',
      'src: ["LA2011 s31(12)"]',
      '/rules/int.declare_at_meeting/src/0',
      'check 2: the source has no clause LA2011 s31(12)',
    ],
    [
      'check 3: a term role that is not declared',
      'term_roles: [elected_member',
      'term_roles: [squire',
      '/rules/int.categories_registered/params/term_roles/0',
      'check 3: squire is no role of the pack',
    ],
  ])('%s', (_what, from, to, at, wrong) => {
    expect(wrongWith(from, to)).toEqual([[at, wrong]]);
  });
});
