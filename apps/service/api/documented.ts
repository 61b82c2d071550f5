import { applyDecorators } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiParam, ApiResponse } from '@nestjs/swagger';
import { type ProblemKind, problemKinds } from './problem.js';

/** The entry of a route in the API's document, apart from its parameters. */
export interface Route {
  readonly summary: string;
  readonly description?: string;
  /** Name of the schema of the body, if there is one. */
  readonly body?: string;
  readonly status?: 200 | 201;
  /** Name of the schema of the answer. */
  readonly answer: string;
  readonly problems: readonly ProblemKind[];
  /** Plain-text media types in which the answer is available too. */
  readonly otherwise?: readonly string[];
  /** Path parameters, each with a description. */
  readonly path?: Readonly<Record<string, string>>;
}

const always: readonly ProblemKind[] = ['unauthenticated', 'forbidden', 'foreign_request', 'misdirected', 'fault', 'ledger_unavailable'];
const ofBodies: readonly ProblemKind[] = ['malformed', 'too_large', 'media_type', 'invalid', 'ledger_full'];

export const schemaRef = (name: string): { $ref: string } => ({ $ref: `#/components/schemas/${name}` });

/** Adds a route to the API's document. */
export function Documented({
  summary,
  description,
  body,
  status = 200,
  answer,
  problems,
  otherwise = [],
  path = {},
}: Route): MethodDecorator {
  const kinds = [...problems, ...(body === undefined ? [] : ofBodies), ...always];
  const byStatus = Map.groupBy(kinds, (kind) => problemKinds[kind][0]);
  return applyDecorators(
    ApiOperation({ summary, ...(description === undefined ? {} : { description }) }),
    ...Object.entries(path).map(([name, is]) => ApiParam({ name, description: is, schema: { type: 'string' } })),
    ...(body === undefined ? [] : [ApiBody({ required: true, schema: schemaRef(body) })]),
    ApiResponse({ status, description: 'As asked.', content: contentOf(schemaRef(answer), otherwise) }),
    ...[...byStatus].map(([code, ofStatus]) => problemResponse(code, ofStatus)),
  );
}

function contentOf(schema: { $ref: string }, otherwise: readonly string[]): Record<string, { schema: object }> {
  const content: Record<string, { schema: object }> = { 'application/json': { schema } };
  for (const type of otherwise) content[type] = { schema: { type: 'string' } };
  return content;
}

function problemResponse(status: number, kinds: readonly ProblemKind[]): MethodDecorator {
  const description = [...new Set(kinds)].map((kind) => `${kind}: ${problemKinds[kind][1]}.`).join(' ');
  return ApiResponse({
    status,
    description,
    content: { 'application/problem+json': { schema: schemaRef('Problem') } },
  });
}
