import { type ExecutionContext, createParamDecorator } from '@nestjs/common';
import type { Request } from 'express';
import type { PackFile } from '#lib/application/index.js';
import type { Actor } from '#lib/kernel/index.js';
import { PackTextBody } from './bodies.js';
import { faultsOf } from './checking.js';
import { actorOf } from './event-checks.js';
import { checkJson } from './json.js';
import { ProblemError, bodyFaults } from './problem.js';

/** Kinds of a body that is the text of a pack itself. */
export const YAML_KINDS = ['application/yaml', 'application/x-yaml', 'text/yaml', 'text/x-yaml'];

export const PACK_TEXT =
  'The body is the file itself as application/yaml, or JSON with the file in `text`. Faults name their place and line in the file.';

/** A pack as it was sent. */
export interface PackSent {
  readonly file: PackFile;
  readonly recordedBy: Actor | null;
}

/** The pack that a body holds: YAML as it is, or JSON with the text in it. */
export const PackBody = createParamDecorator((_data: unknown, context: ExecutionContext): PackSent => {
  const request = context.switchToHttp().getRequest<Request>();
  const body: unknown = request.body;
  if (Buffer.isBuffer(body)) return { file: body, recordedBy: null };
  if (request.is('application/json') === false || body === undefined) {
    throw new ProblemError('media_type', { detail: 'Send application/yaml, or application/json with text.' });
  }
  const problems = [...checkJson(body), ...faultsOf(PackTextBody, body)];
  if (problems.length > 0) throw new ProblemError('invalid', { errors: bodyFaults(problems) });
  const { text, recordedBy } = body as PackTextBody;
  return { file: text, recordedBy: actorOf(recordedBy) };
});
