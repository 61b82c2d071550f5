import type { Request, RequestHandler } from 'express';
import {
  type Context,
  ROOT_CONTEXT,
  type Span,
  type SpanContext,
  SpanKind,
  SpanStatusCode,
  type Tracer,
  context,
  isSpanContextValid,
  trace,
} from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { defaultResource, resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, type SpanExporter, TracerProvider } from '@opentelemetry/sdk-trace';
import {
  ATTR_ERROR_TYPE,
  ATTR_HTTP_REQUEST_METHOD,
  ATTR_HTTP_RESPONSE_STATUS_CODE,
  ATTR_HTTP_ROUTE,
  ATTR_SERVICE_INSTANCE_ID,
  ATTR_SERVICE_NAME,
} from '@opentelemetry/semantic-conventions';
import type { Watch } from '#lib/application/index.js';
import type { RecordedEvent } from '#lib/kernel/index.js';
import { type Ledger, LedgerRefusedError } from '#lib/ledger/index.js';
import { type Logger, isProbe } from '../log.js';

/** Tracing of the service. Spans hold names, counts and codes of closed lists, and the correlation id; no request text. */
export interface Tracing {
  /** Traces each request except probes. Runs after the request has its id and before its body is read. */
  readonly request: RequestHandler;
  readonly watch: Watch;
  ledger(ledger: Ledger): Ledger;
  /** Traces each message of a bus from now on. */
  messages(bus: Bus): void;
  /** Sends the remaining spans. Returns false if that took too long; sending may then still be running. */
  stop(): Promise<boolean>;
}

interface Bus {
  execute(message: object): Promise<unknown>;
}

interface Parts {
  /** Address of the collector: OTLP over HTTP, as JSON. */
  readonly endpoint: string;
  readonly serviceName: string;
  /** Identifies this process among replicas. */
  readonly instanceId: string;
  readonly log: Logger;
}

/** Longest time that the end of the process waits for the collector. */
const LAST_SPANS_MS = 1_000;

/** Starts tracing for the whole process. An unreachable collector loses spans and has no other effect. */
export function startTracing({ endpoint, serviceName, instanceId, log }: Parts): Tracing {
  const exporter = toldOnce(new OTLPTraceExporter({ url: endpoint }), log);
  const attributes = { [ATTR_SERVICE_NAME]: serviceName, [ATTR_SERVICE_INSTANCE_ID]: instanceId };
  const provider = new TracerProvider({
    resource: defaultResource().merge(resourceFromAttributes(attributes)),
    spanProcessors: [new BatchSpanProcessor({ exporter })],
  });
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  const tracer = provider.getTracer('evenhand');
  return {
    request: tracedRequest(tracer),
    watch: (step) => {
      const span = tracer.startSpan(`bus ${step}`, {}, context.active());
      return () => span.end();
    },
    ledger: (ledger) => tracedLedger(ledger, tracer),
    messages: (bus) => traceMessages(bus, tracer),
    stop: () => inTime(provider.shutdown()),
  };
}

async function inTime(work: Promise<void>): Promise<boolean> {
  const late = Promise.withResolvers<false>();
  const timer = setTimeout(() => late.resolve(false), LAST_SPANS_MS);
  const isDone = work.then(
    () => true,
    () => true,
  );
  const answer = await Promise.race([isDone, late.promise]);
  clearTimeout(timer);
  return answer;
}

/** One line when traces cannot be sent, and one when they can again. */
function toldOnce(exporter: SpanExporter, log: Logger): SpanExporter {
  let isDown = false;
  return {
    export: (spans, done) => {
      exporter.export(spans, (result) => {
        const failed = result.error !== undefined;
        if (failed && !isDown) log.warn('traces cannot be sent to their collector; the service continues without them');
        if (!failed && isDown) log.info('traces are sent to their collector again');
        isDown = failed;
        done(result);
      });
    },
    shutdown: () => exporter.shutdown(),
  };
}

const TRACEPARENT = /^(?!ff)[\da-f]{2}-([\da-f]{32})-([\da-f]{16})-([\da-f]{2})(-.*)?$/;

/** The caller's span (W3C Trace Context, traceparent). It ignores tracestate and baggage. */
function parentOf({ headers }: Request): Context {
  const [, traceId = '', spanId = '', flags = '00'] = TRACEPARENT.exec(String(headers['traceparent'])) ?? [];
  const parent: SpanContext = { traceId, spanId, traceFlags: Number.parseInt(flags, 16) & 1, isRemote: true };
  return isSpanContextValid(parent) ? trace.setSpanContext(ROOT_CONTEXT, parent) : ROOT_CONTEXT;
}

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'CONNECT', 'QUERY']);

function tracedRequest(tracer: Tracer): RequestHandler {
  return (request, response, next) => {
    if (isProbe(request.url)) {
      next();
      return;
    }
    const method = METHODS.has(request.method) ? request.method : '_OTHER';
    const { id } = request as { readonly id?: unknown };
    const attributes = { [ATTR_HTTP_REQUEST_METHOD]: method, 'evenhand.correlation_id': String(id) };
    const span = tracer.startSpan(method, { kind: SpanKind.SERVER, attributes }, parentOf(request));
    response.once('close', () => {
      const { locals, statusCode, writableFinished } = response as typeof response & { locals: { problem?: string } };
      const route = routeOf(request);
      if (route !== null) span.updateName(`${method} ${route}`).setAttribute(ATTR_HTTP_ROUTE, route);
      span.setAttribute(ATTR_HTTP_RESPONSE_STATUS_CODE, statusCode);
      const code = writableFinished ? locals.problem : 'aborted';
      if (code !== undefined) span.setAttribute(ATTR_ERROR_TYPE, code);
      if (!writableFinished || statusCode >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
      span.end();
    });
    const inside = trace.setSpan(context.active(), span);
    // The body parser continues in a listener of the request, which would lose the context.
    context.bind(inside, request);
    context.with(inside, next);
  };
}

/** The pattern of the route, never the address itself; null if none matched. */
function routeOf({ route }: Request): string | null {
  const { path } = (route ?? {}) as { path?: unknown };
  return typeof path === 'string' && !path.includes('*') ? path : null;
}

/** Ends the span when the work has ended. */
function during<Given>(span: Span, work: () => Given): Given {
  try {
    const given = work();
    if (!(given instanceof Promise)) return ended(span, given);
    return given.then(
      (value) => ended<unknown>(span, value),
      (error: unknown) => failed(span, error),
    ) as Given;
  } catch (error) {
    return failed(span, error);
  }
}

/** A refusal is an answer, not an error; its code names it. */
function ended<Value>(span: Span, value: Value): Value {
  const { refusal } = (value ?? {}) as { readonly refusal?: { readonly code?: unknown } };
  if (typeof refusal?.code === 'string') span.setAttribute(ATTR_ERROR_TYPE, refusal.code);
  span.end();
  return value;
}

function failed(span: Span, error: unknown): never {
  span.setAttribute(ATTR_ERROR_TYPE, codeOf(error)).setStatus({ code: SpanStatusCode.ERROR }).end();
  throw error;
}

/** The kind of an error. Its message may hold anything, so the span leaves it out. */
function codeOf(error: unknown): string {
  if (error instanceof LedgerRefusedError) return error.reason;
  return error instanceof Error ? error.constructor.name : 'unknown';
}

function traceMessages(bus: Bus, tracer: Tracer): void {
  const execute = bus.execute.bind(bus);
  const traced = (message: object): Promise<unknown> =>
    tracer.startActiveSpan(`bus ${message.constructor.name}`, (span) => during(span, () => execute(message)));
  Object.assign(bus, { execute: traced });
}

const EVENTS = 'evenhand.events';

function tracedLedger(ledger: Ledger, tracer: Tracer): Ledger {
  async function* traced(events: AsyncIterable<RecordedEvent>): AsyncGenerator<RecordedEvent, void, undefined> {
    const span = tracer.startSpan('ledger read', {}, context.active());
    let count = 0;
    try {
      for await (const event of events) {
        count += 1;
        yield event;
      }
    } catch (error) {
      span.setAttribute(ATTR_ERROR_TYPE, codeOf(error)).setStatus({ code: SpanStatusCode.ERROR });
      throw error;
    } finally {
      span.setAttribute(EVENTS, count).end();
    }
  }
  return {
    capabilities: ledger.capabilities,
    append: (council, events, options) =>
      tracer.startActiveSpan('ledger append', { attributes: { [EVENTS]: events.length } }, (span) =>
        during(span, () => ledger.append(council, events, options)),
      ),
    restore: (events, onPage) => ledger.restore(events, onPage),
    readCouncil: (council, after) => traced(ledger.readCouncil(council, after)),
    readAll: (after) => traced(ledger.readAll(after)),
    readTypes: (types, after) => traced(ledger.readTypes(types, after)),
    follow: (after, signal) => ledger.follow(after, signal),
    revision: (council) => ledger.revision(council),
    head: () => ledger.head(),
    councils: () => ledger.councils(),
    close: () => ledger.close(),
  };
}
