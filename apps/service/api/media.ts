import { Readable } from 'node:stream';
import {
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
  StreamableFile,
  createParamDecorator,
} from '@nestjs/common';
import type { Request, Response } from 'express';
import { type Observable, mergeMap } from 'rxjs';
import type { TimelinePage } from '#lib/application/index.js';
import { csvOf, projectionTable, recordedLine } from '#lib/exchange/index.js';

export const CSV = 'text/csv';
export const JSON_LINES = 'application/jsonl';
/** Two names of one format, and JSON, which is the default. */
const OF_EVENTS = ['application/json', JSON_LINES, 'application/x-ndjson'] as const;

/** The media type if the client wants a timeline as lines; null if it wants JSON. */
export const LinesWanted = createParamDecorator((_data: unknown, context: ExecutionContext): string | null => {
  const http = context.switchToHttp();
  http.getResponse<Response>().vary('Accept');
  const accepted = http.getRequest<Request>().accepts([...OF_EVENTS]);
  return accepted === false || accepted === OF_EVENTS[0] ? null : accepted;
});

/**
 * Sends every page of a timeline as the lines that `evenhand export` writes. The caller has read the first page, so a wrong
 * question still gets a problem document. A later failure ends the connection, so that no reader takes a part for the whole.
 */
export function linesAnswer(
  first: TimelinePage,
  read: (after: bigint) => Promise<TimelinePage>,
  type: string,
): StreamableFile {
  return new StreamableFile(Readable.from(linesOf(first, read)), { type });
}

async function* linesOf(first: TimelinePage, read: (after: bigint) => Promise<TimelinePage>): AsyncGenerator<string> {
  let page = first;
  for (;;) {
    const lines = page.events.map((event) => `${recordedLine(event)}\n`);
    if (lines.length > 0) yield lines.join('');
    if (page.next === null) return;
    page = await read(page.next);
  }
}

/** Sends a projection as CSV to a client that prefers it. */
export class AsCsv implements NestInterceptor<object, object> {
  intercept(context: ExecutionContext, next: CallHandler<object>): Observable<object> {
    const http = context.switchToHttp();
    http.getResponse<Response>().vary('Accept');
    if (http.getRequest<Request>().accepts(['application/json', CSV]) !== CSV) return next.handle();
    return next.handle().pipe(mergeMap((document) => csvAnswer(document)));
  }
}

async function csvAnswer(document: object): Promise<StreamableFile> {
  const data: unknown = 'data' in document ? document.data : document;
  const csv = await csvOf(projectionTable(data));
  return new StreamableFile(Buffer.from(csv), { type: `${CSV}; charset=utf-8; header=present` });
}
