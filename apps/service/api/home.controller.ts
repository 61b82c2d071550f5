import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Policy } from '../access/policy.js';
import { answerEither, escaped } from './html.js';

const WHAT =
  'A ledger in which a council can prove that its officers treat members and political groups even-handedly: events in, projections out.';

/** The addresses to visit next. */
const places: Readonly<Record<string, string>> = {
  '/api': 'a page to browse and try the API',
  '/api/openapi.json': 'the description of the API, OpenAPI 3.1',
  '/api/v1/councils': 'the councils that have a ledger here',
  '/api/v1/packs': 'the protocol packs that come with the program',
  '/health/ready': 'whether the service can serve requests',
  '/metrics': 'metrics for operators, in the format of Prometheus',
};

/** The page at the address that the service prints: it says what this is and where to go. */
@Controller()
@ApiExcludeController()
export class HomeController {
  @Get()
  @Policy('anyone')
  show(@Req() request: Request, @Res() response: Response): void {
    const items = Object.entries(places).map(([at, is]) => `<li><a href="${at}">${at}</a>: ${escaped(is)}</li>`);
    const page = { title: 'Evenhand', body: `<p>${escaped(WHAT)}</p><ul>${items.join('')}</ul>` };
    answerEither(request, response, { json: { name: 'Evenhand', what: WHAT, places }, page });
  }
}
