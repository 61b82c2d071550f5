import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Policy } from '../access/policy.js';
import { Documented } from './documented.js';
import { answerEither, escaped } from './html.js';
import { problemPages } from './problem-pages.js';
import { ProblemError, type ProblemKind, problemKinds } from './problem.js';

const isKind = (kind: string): kind is ProblemKind => Object.hasOwn(problemKinds, kind);

/** The target of the `type` of a problem document: a page for a browser, JSON for any other client. */
@Controller('problems')
export class ProblemsController {
  @Get(':kind')
  @Policy('anyone')
  @Documented({
    summary: 'What a kind of problem means, and what to do about it',
    path: { kind: `One of ${Object.keys(problemKinds).join(', ')}.` },
    answer: 'ProblemKind',
    problems: ['not_found'],
  })
  show(@Param('kind') kind: string, @Req() request: Request, @Res() response: Response): void {
    if (!isKind(kind)) throw new ProblemError('not_found');
    const [status, title] = problemKinds[kind];
    const { means, instead } = problemPages[kind];
    const json = { type: `/api/v1/problems/${kind}`, title, status, means, instead };
    const body = `<p>${escaped(means)}</p><p>${escaped(instead)}</p><p>HTTP status ${status}, <code>${kind}</code>.</p>`;
    answerEither(request, response, { json, page: { title, body: `${body}<p><a href="/">Evenhand</a></p>` } });
  }
}
