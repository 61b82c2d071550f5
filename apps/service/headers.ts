import type { NextFunction, Request, Response } from 'express';
import helmet from 'helmet';

// This machine has no TLS to upgrade to.
const common = { strictTransportSecurity: false } as const;

/** Pages load what this service serves and nothing else, and run no script but the one shared file. */
const ofPages = helmet({
  ...common,
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'"],
      fontSrc: ["'self'"],
      connectSrc: ["'self'"],
      formAction: ["'self'"],
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
    },
  },
});

/** The page that browses the API is another project's, and styles itself from its script. */
const ofApiBrowser = helmet({ ...common, contentSecurityPolicy: { directives: { upgradeInsecureRequests: null } } });

/** Nothing is kept by a cache, and each answer says what a browser may do with it. */
export function headers(request: Request, response: Response, next: NextFunction): void {
  response.setHeader('cache-control', 'no-store');
  const policy = /^\/api(\/(?!v1\/)|$)/.test(request.path) ? ofApiBrowser : ofPages;
  policy(request, response, next);
}
