import type { IncomingMessage, ServerResponse } from 'node:http';
import type { LoggerService } from '@nestjs/common';
import { type DestinationStream, type Logger, pino } from 'pino';
import { pinoHttp } from 'pino-http';
import { isUuid, uuidv7 } from '#lib/kernel/index.js';

export type { Logger } from 'pino';

/** JSON lines in production, short readable ones in development. No payload, query or header is ever logged. */
export function openLog(mode: 'development' | 'production' | 'silent'): Logger {
  const base = { level: mode === 'silent' ? 'silent' : 'info', timestamp: pino.stdTimeFunctions.isoTime };
  return mode === 'development' ? pino(base, readable(process.stdout)) : pino(base);
}

interface Line {
  readonly time: string;
  readonly level: number;
  readonly msg?: string;
  readonly req?: { readonly method: string; readonly path: string };
  readonly res?: { readonly status: number };
  readonly responseTime?: number;
  readonly reference?: string;
  readonly err?: { readonly stack?: string };
}

function readable(out: NodeJS.WritableStream): DestinationStream {
  return {
    write(text: string): void {
      const line = JSON.parse(text) as Line;
      out.write(`${line.time.slice(11, 19)} ${wordsOf(line)}\n`);
    },
  };
}

function wordsOf({ req, res, responseTime, msg = '', reference, err }: Line): string {
  if (req !== undefined && res !== undefined) return `${req.method} ${req.path} ${res.status} ${responseTime} ms`;
  return [msg, reference, err?.stack].filter((part) => part !== undefined).join(' ');
}

/** Short, and without characters that could end a line or a word of a log. Every event of the request stores it. */
const TOKEN = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/** Addresses that machines ask every few seconds. */
export const isProbe = (url: string): boolean => /^\/(health\/|metrics)/.test(url);

/**
 * Gives each request its id (the sender's if it is a UUID or a short token), returns it in a header and logs the request at its
 * end.
 */
export function requestLog(log: Logger, parts: { readonly clock: () => number; readonly chance: () => Uint8Array }) {
  return pinoHttp({
    logger: log,
    genReqId: (request: IncomingMessage, response: ServerResponse) => {
      const given = request.headers['x-correlation-id'];
      const id = typeof given === 'string' && TOKEN.test(given) ? given : uuidv7(parts.clock(), parts.chance());
      const known = isUuid(id) ? id.toLowerCase() : id;
      response.setHeader('x-correlation-id', known);
      return known;
    },
    autoLogging: { ignore: ({ url = '' }) => isProbe(url) },
    serializers: {
      req: ({ id, method, url }: { id: string; method: string; url: string }) => ({
        id,
        method,
        path: url.split('?')[0],
      }),
      res: ({ statusCode }: { statusCode: number }) => ({ status: statusCode }),
    },
    customSuccessMessage: () => 'request',
    customErrorMessage: () => 'request',
    // The filter logs the failure itself; a stack from here says nothing.
    customErrorObject: (_request: IncomingMessage, _response: ServerResponse, _error: Error, line: object) => {
      const { err: _stack, ...rest } = line as { readonly err?: unknown };
      return rest;
    },
  });
}

/** Writes the framework's own messages to the same log. */
export function frameworkLog(log: Logger): LoggerService {
  return {
    log: (message: unknown) => log.debug(String(message)),
    warn: (message: unknown) => log.warn(String(message)),
    error: (message: unknown) => {
      // main.ts reports a taken port, so the framework must not.
      if (!String(message).includes('EADDRINUSE')) log.error(String(message));
    },
  };
}
