import { Controller, Get, Param } from '@nestjs/common';
import { Documented } from './documented.js';
import { ProblemError, problemKinds } from './problem.js';

/** Where the `type` of a problem document leads. */
@Controller('problems')
export class ProblemsController {
  @Get(':kind')
  @Documented({
    summary: 'What a kind of problem means',
    path: { kind: `One of ${Object.keys(problemKinds).join(', ')}.` },
    answer: 'ProblemKind',
    problems: ['not_found'],
  })
  show(@Param('kind') kind: string): object {
    const known = Object.entries(problemKinds).find(([name]) => name === kind);
    if (known === undefined) throw new ProblemError('not_found');
    const [status, title] = known[1];
    return { type: `/api/v1/problems/${kind}`, title, status };
  }
}
