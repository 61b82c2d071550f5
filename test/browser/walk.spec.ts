import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import express from 'express';
import type { Browser, Page } from 'playwright-core';
import {
  type Typed,
  type Walk,
  checkView,
  dotChart,
  eventsOf,
  memoryDrafts,
  nextQuestion,
  openAssets,
  openViews,
  questionView,
  readAnswer,
  receiptView,
  settled,
  stripChart,
  withForm,
} from '#lib/pages/index.js';
import { headers } from '../../apps/service/headers.js';
import { walks } from '../../apps/service/pages/walks.js';
import { notRun } from '../support/not-run.js';
import { walkPorts as ports } from '../support/walk.js';
import { barriersOf, installedChromium, isTooWide, lookAt, openBrowser, picture, ways } from './browser.js';

const { assets, files } = openAssets();
const render = openViews(join(import.meta.dirname, 'templates'));
const person = { name: 'A. Officer', as: 'Committee Clerk' };
const banners = [{ title: 'Draft protocol', text: 'The council has not adopted this protocol yet.' }];
const navigation = [
  { text: 'Home', href: '/home' },
  { text: 'Are we even-handed?', href: '/even-handed' },
];

const counts = [
  { label: 'Blue Group', count: 0, of: 0, interval: null },
  { label: 'Green Group', count: 5, of: 9, interval: [0.27, 0.81] as const },
  { label: 'Red Group', count: 3, of: 4, interval: [0.3, 0.95] as const },
];
const marks = [{ at: 0.4, letter: 'B', words: 'briefed on 9 March' }];

/** A page of figures: the table first, then the charts of the same counts. */
const figures = {
  columns: [
    { text: 'Group', field: 'label' },
    { text: 'Accepted', field: 'count', isNumber: true },
    { text: 'Asked', field: 'of', isNumber: true },
  ],
  rows: counts.map((row) => ({ ...row, count: { text: String(row.count), href: '#' } })),
  dots: dotChart('Requests accepted', counts),
  strips: stripChart('Car parks', { from: '1 March', until: '31 March' }, [{ label: 'Green Group', marks }]),
};

/** A service of nothing but one walk after another: the kit with drafts in memory. */
function walkServer(): express.Express {
  const drafts = memoryDrafts();
  const app = express();
  app.use(headers, express.urlencoded({ extended: false }));
  app.get('/assets/:hash/:name', (request, response) => {
    const file = files.get(request.path)!;
    response.type(file.type).send(file.bytes);
  });
  const frame = (title: string, path: string, hasFaults = false, back?: string) => ({
    ...{ title, path, hasFaults, assets, navigation, banners, council: 'Hill Top Council', person },
    ...(back === undefined ? {} : { back }),
  });
  const keyOf = (walk: string) => ({ council: 'hill-top', person: 'O-1', id: walk });
  const draftOf = async (walk: string) => (await drafts.read(keyOf(walk))) ?? { walk, typed: {}, revision: 0 };
  const walkOf = (id: string): Walk => walks[id]!;
  const nextAddress = (walk: Walk, typed: Typed): string =>
    `/${walk.id}/${nextQuestion(walk, typed, ports)?.id ?? 'check'}`;

  app.get('/figures', ({ path }, response) => {
    response.send(render('figures.njk', frame('Requests by group', path), figures));
  });
  app.get('/:walk/check', async ({ params, path }, response) => {
    const { typed, revision } = await draftOf(params.walk);
    const view = checkView(
      walkOf(params.walk),
      { typed, faults: [], revision },
      ports,
      (id) => `/${params.walk}/${id}`,
    );
    response.send(render('check-answers.njk', frame('Check your answers', path), view));
  });
  app.post('/:walk/check', async ({ params, path }, response) => {
    const walk = walkOf(params.walk);
    const { typed } = await draftOf(walk.id);
    const { events } = eventsOf(walk, typed, ports) as { events: readonly object[] };
    const ids = events.map((_event, index) => ({ id: `0198a2d4-6f2e-7c31-9b1a-00000000000${index}`, href: '/' }));
    const view = receiptView(walk, { events: ids, at: '9 March 2026, 9:06', position: '431' }, ports, (id) => `/${id}`);
    response.send(render('receipt.njk', frame('Recorded', path), view));
  });
  app.get('/:walk/:question', async ({ params, path }, response) => {
    const question = walkOf(params.walk).questions.find(({ id }) => id === params.question)!;
    const { typed, revision } = await draftOf(params.walk);
    const view = questionView(question, { typed, faults: [], revision }, ports);
    response.send(render('question.njk', frame(question.asks, path, false, '/'), view));
  });
  app.post('/:walk/:question', async ({ params, path, body }, response) => {
    const walk = walkOf(params.walk);
    const question = walk.questions.find(({ id }) => id === params.question)!;
    const draft = await draftOf(walk.id);
    const typed = withForm(question, draft.typed, body as Typed);
    const { faults } = readAnswer(question, typed, ports);
    if (faults !== null) {
      const view = questionView(question, { typed, faults, revision: draft.revision }, ports);
      response.status(422).send(render('question.njk', frame(question.asks, path, true, '/'), view));
      return;
    }
    const kept = settled(walk, typed, ports, (kind) => `${kind}-0123456789`);
    await drafts.keep(keyOf(walk.id), { walk: walk.id, typed: kept, revision: draft.revision + 1 });
    response.redirect(303, nextAddress(walk, kept));
  });
  return app;
}

let browser: Browser | null = null;
const chromium = installedChromium();
beforeAll(async () => {
  if (chromium !== null) browser = await openBrowser(chromium);
});
afterAll(() => browser?.close());

/** One page of the way: looked at for barriers and width, and its picture kept. */
async function seen(page: Page, name: string, { width, hasScript }: (typeof ways)[number]): Promise<void> {
  await picture(page, `walk-${name}-${width}-${hasScript ? 'script' : 'plain'}`);
  expect(await isTooWide(page, width)).toBe(false);
  if (hasScript) expect(await barriersOf(page)).toEqual([]);
}

describe.each(ways)('on a screen of $width pixels, with JavaScript: $hasScript', (way) => {
  let server: Server;
  let origin: string;
  beforeAll(async () => {
    server = createServer(walkServer()).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  it('an officer records a briefing and is led to telling the other groups', async () => {
    if (browser === null) {
      notRun('a walk in a browser', 'no Chromium is installed');
      return;
    }
    const { page, complaints, close } = await lookAt(browser, origin, way);
    const go = () => page.getByRole('button', { name: 'Continue' }).click();
    await page.goto('/briefing/group');
    await go();
    expect(await page.title()).toMatch(/^Error: /);
    if (way.hasScript) await page.locator('[data-evenhand="faults"]:focus').waitFor();
    await seen(page, 'fault', way);
    await page.getByLabel('Green Group').check();
    await go();
    await page.getByLabel('Another matter').check();
    await page.getByLabel('Title of the other matter').fill('The <b>old</b> library');
    await seen(page, 'matter', way);
    await go();
    await page.getByLabel('First version').check();
    await seen(page, 'version', way);
    await go();
    await page.getByLabel('Spoken').check();
    await go();
    await page.getByLabel('Day').fill('40');
    await page.getByLabel('At another time').check();
    await go();
    await seen(page, 'time-fault', way);
    await page.getByLabel('Now').check();
    await go();
    await page.getByLabel('Facts').check();
    await page.getByLabel('Options').check();
    await go();
    await seen(page, 'request', way);
    await page.getByLabel('No', { exact: true }).check();
    await go();
    await page.getByText('The <b>old</b> library').waitFor();
    await seen(page, 'check', way);
    await page.getByRole('button', { name: 'Record this' }).click();
    await page.getByRole('link', { name: 'Tell the other groups' }).waitFor();
    await seen(page, 'receipt', way);
    await page.goto('/notices/notice');
    await seen(page, 'notices', way);
    await page.goto('/figures');
    await seen(page, 'figures', way);
    expect(complaints).toEqual([]);
    await close();
  });
});
