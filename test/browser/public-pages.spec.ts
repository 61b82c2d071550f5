import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { notRun } from '../support/not-run.js';
import { type Running, startService } from '../support/service.js';
import { barriersOf, installedChromium, isTooWide, lookAt, openBrowser, picture, ways } from './browser.js';

const chromium = installedChromium();

const pages = {
  home: '/',
  help: '/help',
  'help-events': '/help/events',
  'help-permissions': '/help/permissions',
  'help-figures': '/help/figures',
  'help-rules': '/help/rules',
  'help-routes': '/help/routes',
  'help-roles': '/help/roles',
  accessibility: '/accessibility',
  privacy: '/privacy',
  'problem-404': '/nowhere',
} as const;

let service: Running;
let browser: Browser | null = null;
let origin: string;
beforeAll(async () => {
  service = await startService();
  origin = (await service.app.getUrl()).replace('[::1]', 'localhost');
  if (chromium !== null) browser = await openBrowser(chromium);
});
afterAll(async () => {
  await browser?.close();
  await service.close();
});

describe.each(ways)('on a screen of $width pixels, with JavaScript: $hasScript', (way) => {
  it.each(Object.entries(pages))('%s can be read, breaks no policy and asks nobody else', async (name, path) => {
    if (browser === null) {
      notRun(`the page ${path} in a browser`, 'no Chromium is installed');
      return;
    }
    const look = await lookAt(browser, origin, way);
    const answer = await look.page.goto(path);
    expect(answer?.headers()['content-security-policy']).not.toMatch(/unsafe|https?:|\*/);
    await picture(look.page, `${name}-${way.width}-${way.hasScript ? 'script' : 'plain'}`);
    expect(await isTooWide(look.page, way.width)).toBe(false);
    expect(await look.page.locator('h1').count()).toBe(1);
    if (way.hasScript) expect(await barriersOf(look.page)).toEqual([]);
    expect(look.complaints).toEqual([]);
    expect(await look.page.context().cookies()).toEqual([]);
    await look.close();
  });
});
