import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { type Browser, type BrowserContext, type Page, chromium } from 'playwright-core';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The path of the Chromium that is installed here; null if there is none. `EVENHAND_CHROMIUM` names another. */
export function installedChromium(): string | null {
  const named = process.env['EVENHAND_CHROMIUM'];
  return (named === undefined ? PLACES : [named]).find((path) => existsSync(path)) ?? null;
}

/** Starts a browser without a window. */
export function openBrowser(executablePath: string): Promise<Browser> {
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'] });
}

/** The ways in which every page is looked at: a narrow and a wide screen, with and without JavaScript. */
export const ways = [360, 1280].flatMap((width) => [true, false].map((hasScript) => ({ width, hasScript })));

type Way = (typeof ways)[number];

/** One look at pages, with everything that the browser complained about. */
export interface Look {
  readonly page: Page;
  /** Breaches of the content security policy, faults of scripts, and requests to elsewhere. */
  readonly complaints: readonly string[];
  close(): Promise<void>;
}

/** A new context of the browser for one way of looking at a service. */
export async function lookAt(browser: Browser, origin: string, { width, hasScript }: Way): Promise<Look> {
  const context: BrowserContext = await browser.newContext({
    baseURL: origin,
    viewport: { width, height: 900 },
    javaScriptEnabled: hasScript,
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    // A page that answers 404 on purpose is no complaint.
    const isStatus = /the server responded with a status of/.test(message.text());
    if (message.type() === 'error' && !isStatus) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => {
    if (!request.url().startsWith(origin)) complaints.push(`asks ${request.url()}`);
  });
  return { page, complaints, close: () => context.close() };
}

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** The barriers that axe finds in a page at WCAG 2.2 AA, one line each. The page needs JavaScript for it. */
export async function barriersOf(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(WCAG).analyze();
  return violations.flatMap(({ id, help, nodes }) => nodes.map(({ target }) => `${id} (${help}): ${target.join(' ')}`));
}

/** True if the page is wider than its screen, so that a reader must scroll sideways. */
export async function isTooWide(page: Page, width: number): Promise<boolean> {
  const box = await page.locator('html').boundingBox();
  const inner = await page.locator('main').boundingBox();
  return Math.max(box?.width ?? 0, (inner?.x ?? 0) + (inner?.width ?? 0)) > width;
}

const artefacts = join(import.meta.dirname, 'artefacts');

/** Keeps a picture of the whole page in the folder that Git ignores. */
export async function picture(page: Page, name: string): Promise<void> {
  mkdirSync(artefacts, { recursive: true });
  await page.screenshot({ path: join(artefacts, `${name}.png`), fullPage: true });
}
