/** The problems that have a page of their own. */
const pages = {
  400: {
    title: 'That request cannot be read',
    happened: 'The address or the form that arrived here is incomplete or mixed up.',
    kept: 'Nothing was recorded. What you had saved as a draft is kept.',
    todo: 'Go back, check what you typed, and send it again.',
  },
  403: {
    title: 'You may not do this',
    happened: 'This page, or what you tried to do, belongs to another role than yours.',
    kept: 'Nothing was recorded. What you had saved as a draft is kept.',
    todo: 'If you should be able to do it, ask the person who gives out accounts at your council.',
  },
  404: {
    title: 'There is no page here',
    happened: 'No page that you can see has this address.',
    kept: 'Nothing was changed.',
    todo: 'Check the address if you typed it. Start at the first page if you followed a link.',
  },
  409: {
    title: 'This was changed in the meantime',
    happened: 'Somebody else, or you in another window, changed this after you opened it.',
    kept: 'Nothing was recorded. What you typed is kept as a draft.',
    todo: 'Open the page again, look at what is there now, and send yours if it is still right.',
  },
  413: {
    title: 'That is too large',
    happened: 'What you sent is larger than the 4 MB that this service takes at once.',
    kept: 'Nothing was recorded.',
    todo: 'Send less at a time. A file itself is never needed here: its fingerprint is enough.',
  },
  429: {
    title: 'Too many requests',
    happened: 'More requests came from your account or your address than this service answers in a short time.',
    kept: 'Nothing of this request was recorded. What you had saved as a draft is kept.',
    todo: 'Wait a moment, and try again.',
  },
  500: {
    title: 'Something went wrong here',
    happened: 'This is our fault and not yours.',
    kept: 'What you had recorded before is kept. Whether this last step was recorded is not certain.',
    todo: 'Try again: the same step is recorded only once. If it happens again, report it with the reference below.',
  },
  503: {
    title: 'The service is not available now',
    happened: 'A part that this service needs cannot be reached.',
    kept: 'What you had recorded before is kept. Whether this last step was recorded is not certain.',
    todo: 'Wait a moment, and try again: the same step is recorded only once.',
  },
} as const;

type ProblemStatus = keyof typeof pages;

/** What a problem page says. Nothing in it comes from inside the service but the reference. */
export interface ProblemView {
  readonly status: ProblemStatus;
  readonly title: string;
  readonly happened: string;
  readonly kept: string;
  readonly todo: string;
  /** The reference of the request, as in the log. */
  readonly reference: string;
  /** Null if trying again at once is as good as later. */
  readonly retryAfterSeconds: number | null;
}

/** Statuses that a reader need not tell from one with a page. */
const sameAs: Readonly<Record<number, ProblemStatus>> = { 401: 403, 410: 404, 421: 400, 502: 503, 504: 503, 507: 503 };

/** The page for an HTTP status: its own, or that of the status that means the same to a reader. */
export function problemView(status: number, reference: string, retryAfterSeconds: number | null = null): ProblemView {
  const fallback = status >= 500 ? 500 : 400;
  const shown = Object.hasOwn(pages, status) ? (status as ProblemStatus) : (sameAs[status] ?? fallback);
  return { status: shown, ...pages[shown], reference, retryAfterSeconds };
}
