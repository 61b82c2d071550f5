import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { walkPorts } from '../../test/support/walk.js';
import {
  type Frame,
  dotChart,
  navigationFor,
  openAssets,
  openViews,
  pagination,
  problemView,
  questionView,
  stripChart,
} from './index.js';

const root = join(import.meta.dirname, '..', '..');
const folders = ['libs/pages/templates', 'apps/service/pages/templates'].map((name) => join(root, name));
const templates = folders.flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.njk'))
    .map((name) => [name, readFileSync(join(folder, name), 'utf8')] as const),
);

const HOSTILE = `"><script>alert(1)</script><img src=x onerror='alert(2)'>`;
const assets = { styles: ['/s.css'], script: '/s.js', icon: '/i.svg' };
const frame: Frame = { title: 'A page', path: '/', assets, navigation: [], banners: [] };
const render = openViews(folders[1]!);

describe('templates', () => {
  it.each(templates)('%s lets nothing through unescaped, and holds no script or style of its own', (_name, text) => {
    expect(text).not.toMatch(/\|\s*safe\b|autoescape|\bstyle=|<style|\bon\w+=|<script(?! src="\{\{)/);
  });

  it('escape everything that is put in', () => {
    const hostile: Frame = {
      ...{ ...frame, title: HOSTILE, council: HOSTILE, person: { name: HOSTILE, as: HOSTILE }, back: HOSTILE },
      navigation: [{ text: HOSTILE, href: HOSTILE }],
      banners: [{ title: HOSTILE, text: HOSTILE, link: { text: HOSTILE, href: HOSTILE } }],
    };
    const question = { id: 'q', kind: 'one', asks: HOSTILE, label: HOSTILE, hint: HOSTILE, beside: ['r'] } as const;
    const shown = {
      ...{ ...question, choices: [{ value: HOSTILE, text: HOSTILE, hint: HOSTILE }] },
      canBeNew: { text: HOSTILE, label: HOSTILE, token: 't' },
    };
    const faults = [{ input: 'q', text: HOSTILE }];
    const ports = { ...walkPorts, passages: () => [{ says: HOSTILE, clauses: [HOSTILE] }] };
    const view = questionView(shown, { typed: { q: HOSTILE, 'q-new': HOSTILE }, faults, revision: 1 }, ports);
    const pages = [
      render('question.njk', hostile, view),
      render('problem.njk', hostile, problemView(500, HOSTILE)),
      render('home.njk', hostile, { sentences: [HOSTILE], councils: [{ text: HOSTILE, href: HOSTILE }], places: [] }),
    ];
    for (const page of pages) {
      expect(page).toContain('&lt;script&gt;alert(1)');
      expect(page).not.toMatch(/<script>|<img/);
    }
  });

  it('say whose page it is, and what is wrong with a form', () => {
    const page = render(
      'problem.njk',
      { ...frame, hasFaults: true, council: 'Hill Top', person: { name: 'A. Officer', as: 'Town Clerk' } },
      problemView(503, 'ref-1', 30),
    );
    expect(page).toContain('<title>Error: A page – Evenhand</title>');
    for (const text of ['Hill Top', 'A. Officer, Town Clerk', 'Try again in 30 seconds', 'Reference: ref-1'])
      expect(page).toContain(text);
  });
});

describe('problem pages', () => {
  it.each([400, 403, 404, 409, 413, 429, 500, 503])('%i has a page of its own', (status) => {
    const { happened, kept, todo, reference } = problemView(status, 'ref');
    expect(render('problem.njk', frame, problemView(status, 'ref'))).toContain(todo);
    expect([status, happened, kept, todo].every((one) => String(one).length > 2)).toBe(true);
    expect(reference).toBe('ref');
  });

  it.each([
    [401, 403],
    [410, 404],
    [422, 400],
    [507, 503],
    [599, 500],
  ])('%i is told as %i', (status, shown) => expect(problemView(status, 'ref').status).toBe(shown));
});

describe('shared files', () => {
  const { assets: named, files } = openAssets();

  it('have every address that a page or a style asks for', () => {
    const styles = named.styles.map((path) => files.get(path)?.bytes.toString() ?? '');
    const asked = styles.flatMap((css) => [...css.matchAll(/url\("?(\/[^)"]*)"?\)/g)].map(([, path]) => path ?? ''));
    expect(asked.length).toBeGreaterThan(2);
    for (const path of [...asked, ...named.styles, named.script, named.icon]) expect(files.has(path)).toBe(true);
  });

  it('hold neither the crown nor the typeface of GOV.UK', () => {
    const all = [...files.values()].map(({ bytes }) => bytes.toString('latin1')).join('');
    expect(all).not.toMatch(/GDS Transport|govuk-crest|@import/);
  });

  it('of ours are small', () => expect(files.get(named.script)?.gzip?.length).toBeLessThan(2000));
});

describe('navigation', () => {
  const table = [
    { text: 'Home', href: '/' },
    { text: 'Figures', href: '/figures', roles: ['auditor'] },
  ];

  it('shows a link to the roles that it is for', () => {
    expect(navigationFor(table, []).map(({ text }) => text)).toEqual(['Home']);
    expect(navigationFor(table, ['auditor', 'recorder']).map(({ text }) => text)).toEqual(['Home', 'Figures']);
  });
});

describe('pagination', () => {
  const numbers = (page: number, pages: number) =>
    pagination(page, pages, (one) => `?page=${one}`)?.items.map((item) => ('number' in item ? item.number : '…'));

  it('leaves out pages far from this one', () => {
    expect(numbers(1, 1)).toBeUndefined();
    expect(numbers(1, 3)).toEqual([1, 2, 3]);
    expect(numbers(6, 40)).toEqual([1, '…', 5, 6, 7, '…', 40]);
    expect(pagination(1, 2, String)).not.toHaveProperty('previous');
  });
});

describe('charts', () => {
  it('stand in alphabetical order, look the same and print their counts', () => {
    const chart = dotChart('Requests accepted', [
      { label: 'Red Group', count: 3, of: 4, interval: [0.3, 0.95] },
      { label: 'Blue Group', count: 0, of: 0, interval: null },
    ]);
    expect(chart.rows.map(({ label, counts, dot }) => [label, counts, dot])).toEqual([
      ['Blue Group', '0 of 0', null],
      ['Red Group', '3 of 4', 550],
    ]);
    expect(chart.description).toContain('Red Group: 3 of 4');
    const strips = stripChart('Car parks', { from: '1 May', until: '2 June' }, [
      { label: 'Red Group', marks: [{ at: 0.5, letter: 'B', words: 'briefed on 15 May' }] },
      { label: 'Blue Group', marks: [] },
    ]);
    expect(strips.description).toBe('Blue Group: nothing; Red Group: briefed on 15 May');
  });
});
