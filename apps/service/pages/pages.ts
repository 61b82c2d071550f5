import { join } from 'node:path';
import type { Request, Response } from 'express';
import {
  type Banner,
  type NavigationRow,
  type Render,
  type SharedFile,
  type SignedIn,
  navigationFor,
  openAssets,
  openViews,
  problemView,
} from '#lib/pages/index.js';
import { navigation } from './navigation.js';

/** Who looks at the pages of a request. Sign-in puts it into `response.locals.visitor`. */
export interface Visitor {
  readonly person?: SignedIn;
  /** The council whose pages are open, by name. */
  readonly council?: string;
  /** Its token, which stands in the addresses of its pages. */
  readonly councilToken?: string;
  /** The person's roles there, today. */
  readonly roles: readonly string[];
  readonly banners: readonly Banner[];
}

/** What one page says of itself. */
interface PageHead {
  readonly title: string;
  readonly hasFaults?: boolean;
  readonly back?: string;
}

const NOBODY: Visitor = { roles: [], banners: [] };

/** True for a browser. A client that accepts any type gets JSON. */
export const wantsHtml = (request: Request): boolean => request.accepts(['json', 'html']) === 'html';

/** Sends pages: the kit's templates and those beside this file, in the frame of whoever is there. */
export class Pages {
  #render: Render | null = null;
  #shared: ReturnType<typeof openAssets> | null = null;

  /** `signIn` is where sign-in begins; without it no page offers it. */
  constructor(readonly signIn: string | null = null) {}

  /** Sends a page with the status that the response has. */
  send(response: Response, template: string, head: PageHead, view: object): void {
    response.type('html').send(this.#page(response, template, head, view));
  }

  /** Sends a page to a browser and the same content as JSON to any other client. */
  sendEither(request: Request, response: Response, json: object, sendPage: () => void): void {
    response.vary('accept');
    if (wantsHtml(request)) sendPage();
    else response.json(json);
  }

  /** The page for an error: what happened, what is kept, what to do, and the request's reference. */
  sendProblem(response: Response, reference: string, retryAfterSeconds: number | null): void {
    const view = problemView(response.statusCode, reference, retryAfterSeconds);
    response.vary('accept');
    this.send(response, 'problem.njk', { title: view.title }, view);
  }

  /** A shared file by its path; null if none has it. */
  sharedFile(path: string): SharedFile | null {
    return this.#opened().files.get(path) ?? null;
  }

  // The command line and a service that only answers programs never pay for the files of the pages.
  #opened(): ReturnType<typeof openAssets> {
    return (this.#shared ??= openAssets());
  }

  #page(response: Response, template: string, head: PageHead, view: object): string {
    this.#render ??= openViews(join(import.meta.dirname, 'templates'));
    const visitor = (response.locals['visitor'] as Visitor | undefined) ?? NOBODY;
    const { banners, roles, councilToken, council, person } = visitor;
    const frame = {
      ...{ ...head, banners, assets: this.#opened().assets, path: response.req.path },
      navigation: councilToken === undefined ? [] : navigationFor(placesOf(councilToken), roles),
      ...(this.signIn === null ? {} : { signIn: this.signIn }),
      ...(council === undefined ? {} : { council }),
      ...(person === undefined ? {} : { person }),
    };
    return this.#render(template, frame, view);
  }
}

function placesOf(councilToken: string): readonly NavigationRow[] {
  const base = `/councils/${encodeURIComponent(councilToken)}`;
  return navigation.map((row) => ({ ...row, href: `${base}${row.href}` }));
}
