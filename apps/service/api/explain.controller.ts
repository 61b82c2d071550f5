import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ExplainFigure } from '#lib/bus/index.js';
import { projectionNames } from '#lib/council/index.js';
import { Policy } from '../access/policy.js';
import { FigureQuery } from './bodies.js';
import { Documented } from './documented.js';
import { questionOf } from './projection-question.js';
import { valueOf } from './refusals.js';
import { QueryPipe } from './request.js';

@Controller('councils/:council')
export class ExplainController {
  constructor(@Inject(QueryBus) private readonly queries: QueryBus) {}

  @Get('projections/:name/explain')
  @Policy('reads')
  @Documented({
    summary: 'Read what a figure is made of',
    description:
      'One line with its events for everything that a figure counts: a count is the number of its lines. ' +
      'row is the token of the row, or council, totals or protocol for figures about everybody; a figure inside a figure is notices.owed.',
    path: { council: 'The token of the council.', name: `One of ${projectionNames.join(', ')}.` },
    answer: 'ExplainedFigure',
    problems: [
      'council_unknown',
      'projection_unknown',
      'figure_unknown',
      'invalid',
      'pack_unknown',
      'calendar_horizon',
      'position_not_reached',
    ],
  })
  async explain(
    @Param('council') council: string,
    @Param('name') name: string,
    @Query(new QueryPipe(FigureQuery)) query: FigureQuery,
  ): Promise<object> {
    const { row, figure } = query;
    const asked = new ExplainFigure(council, name, { ...questionOf(query), row, figure });
    return valueOf(await this.queries.execute(asked), 'query');
  }
}
