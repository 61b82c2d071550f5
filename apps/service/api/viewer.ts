import { type ExecutionContext, createParamDecorator } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';
import { type Viewer, VIEWER_RIGHT, parseViewer } from '#lib/council/index.js';
import { ProblemError } from './problem.js';

/** Names who asks, until people sign in. */
const VIEWER_HEADER = 'x-evenhand-viewer';

const viewers = new WeakMap<Request, Viewer>();

/** Reads who asks from the header if `isTaken`; anywhere else it would let everybody choose their own sight. */
export function viewerHeader(isTaken: boolean) {
  return (request: Request, _response: Response, next: NextFunction): void => {
    const text = request.headers[VIEWER_HEADER];
    const viewer = text === undefined ? null : parseViewer(String(text));
    if (viewer !== null && isTaken) viewers.set(request, viewer);
    const detail = isTaken ? { detail: `Send ${VIEWER_RIGHT}.` } : {};
    const isRefused = text !== undefined && !viewers.has(request);
    next(isRefused ? new ProblemError('viewer_refused', detail) : undefined);
  };
}

/** Who asks; null, who sees everything, if nobody is named. */
export function askedBy(request: Request): Viewer | null {
  return viewers.get(request) ?? null;
}

/** The same, as a parameter of a route. */
export const AskedBy = createParamDecorator((_data: unknown, context: ExecutionContext): Viewer | null => {
  return askedBy(context.switchToHttp().getRequest<Request>());
});

/** Who asks, and the reference of the request. */
export interface Asking {
  readonly viewer: Viewer | null;
  readonly correlationId: string;
}

/** The same, as one parameter of a route. */
export const Asking = createParamDecorator((_data: unknown, context: ExecutionContext): Asking => {
  const request = context.switchToHttp().getRequest<Request & { readonly id: string }>();
  return { viewer: askedBy(request), correlationId: request.id };
});
