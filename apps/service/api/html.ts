import type { Request, Response } from 'express';

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text escaped for a page. */
export const escaped = (text: string): string => text.replace(/[&<>"]/g, (one) => ENTITIES[one] ?? one);

/** True for a browser. A client that accepts any type gets JSON. */
const wantsHtml = (request: Request): boolean => request.accepts(['json', 'html']) === 'html';

interface Page {
  readonly title: string;
  /** HTML, its text escaped. */
  readonly body: string;
}

/** Sends a page to a browser and the same content as JSON to any other client. */
export function answerEither(request: Request, response: Response, { json, page }: { json: object; page: Page }): void {
  response.vary('accept');
  if (!wantsHtml(request)) {
    response.json(json);
    return;
  }
  const title = escaped(page.title);
  const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title>`;
  response
    .type('html')
    .send(`<!doctype html><html lang="en-GB"><head>${head}</head><body><h1>${title}</h1>${page.body}</body></html>`);
}
