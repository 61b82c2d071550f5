import { type ExecutionContext, type PipeTransform, createParamDecorator } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import type { Request } from 'express';
import { type Instant, parseInstant } from '#lib/kernel/index.js';
import { faultsOf } from './checking.js';
import { checkJson } from './json.js';
import { ProblemError, bodyFaults, queryFaults } from './problem.js';

/** The request's reference, a UUID or the sender's token: the correlation of its events and its reference in the log. */
export const RequestId = createParamDecorator((_data: unknown, context: ExecutionContext): string => {
  return String(context.switchToHttp().getRequest<{ id: unknown }>().id);
});

/** The JSON body, checked to be JSON that can be stored. */
export const JsonBody = createParamDecorator((_data: unknown, context: ExecutionContext): unknown => {
  const request = context.switchToHttp().getRequest<Request>();
  if (request.is('application/json') === false || request.body === undefined) {
    throw new ProblemError('media_type', { detail: 'Send application/json.' });
  }
  const problems = checkJson(request.body);
  if (problems.length > 0) throw new ProblemError('invalid', { errors: bodyFaults(problems) });
  return request.body;
});

/** Returns the body as an instance of a payload class, or throws a problem that names every faulty field. */
export class BodyPipe<Body extends object> implements PipeTransform<unknown, Body> {
  constructor(private readonly body: new () => Body) {}

  transform(value: unknown): Body {
    const problems = faultsOf(this.body, value);
    if (problems.length > 0) throw new ProblemError('invalid', { errors: bodyFaults(problems) });
    return value as Body;
  }
}

/** Returns the query's parameters, or throws a problem that names every faulty one. */
export class QueryPipe<Query extends object> implements PipeTransform<unknown, Query> {
  constructor(
    private readonly query: new () => Query,
    /** Names of parameters that are read elsewhere. */
    private readonly apart: RegExp | null = null,
  ) {}

  transform(value: unknown): Query {
    const isOwn = ([name]: [string, unknown]): boolean => this.apart?.test(name) !== true;
    const given = Object.fromEntries(Object.entries(value as object).filter(isOwn));
    const problems = faultsOf(this.query, given);
    if (problems.length > 0) throw new ProblemError('invalid', { errors: queryFaults(problems) });
    return plainToInstance(this.query, given);
  }
}

/** A time that was checked before; null if none was given. */
export function instantOf(text: string | undefined, edge: 'start' | 'end' = 'start'): Instant | null {
  return text === undefined ? null : parseInstant(text, edge);
}
