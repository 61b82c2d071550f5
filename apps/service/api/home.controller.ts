import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { answerEither, escaped } from './html.js';

const WHAT =
  'A ledger in which a council can prove that its officers treat members and political groups even-handedly: events in, projections out.';

/** Where to go from here, by address. */
const places: Readonly<Record<string, string>> = {
  '/api': 'a page to browse and try the API',
  '/api/openapi.json': 'the description of the API, OpenAPI 3.1',
  '/api/v1/councils': 'the councils that have a ledger here',
  '/api/v1/packs': 'the protocol packs at hand',
  '/health/ready': 'whether the service can serve requests',
  '/metrics': 'figures for operators, in the format of Prometheus',
};

/** What this is and where to go, for whoever opens the address that the service prints. */
@Controller()
@ApiExcludeController()
export class HomeController {
  @Get()
  show(@Req() request: Request, @Res() response: Response): void {
    const items = Object.entries(places).map(([at, is]) => `<li><a href="${at}">${at}</a>: ${escaped(is)}</li>`);
    const page = { title: 'Evenhand', body: `<p>${escaped(WHAT)}</p><ul>${items.join('')}</ul>` };
    answerEither(request, response, { json: { name: 'Evenhand', what: WHAT, places }, page });
  }
}
