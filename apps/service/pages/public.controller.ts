import { Controller, Get, Inject, Param, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { ProblemError } from '../api/problem.js';
import { PAGES } from '../api/tokens.js';
import { glossary, isGlossary, glossaries } from './glossary.js';
import type { Pages } from './pages.js';
import { accessibility, helpWith, privacy, what } from './statements.js';

/** The addresses for programs and operators. */
const places: Readonly<Record<string, string>> = {
  '/api': 'a page to browse and try the API',
  '/api/openapi.json': 'the description of the API, OpenAPI 3.1',
  '/api/v1/councils': 'the councils that have a ledger here',
  '/api/v1/packs': 'the protocol packs that come with the program',
  '/health/ready': 'whether the service can serve requests',
  '/metrics': 'metrics for operators, in the format of Prometheus',
};

/** The pages that everybody sees, without sign-in. They set no cookie. */
@Controller()
@ApiExcludeController()
export class PublicController {
  constructor(@Inject(PAGES) private readonly pages: Pages) {}

  @Get()
  home(@Req() request: Request, @Res() response: Response): void {
    const json = { name: 'Evenhand', what: what.join(' '), places };
    const links = Object.entries(places).map(([href, text]) => ({ href, text }));
    // No council publishes pages yet.
    const view = { sentences: what, signIn: this.pages.signIn, councils: [], places: links };
    this.pages.sendEither(request, response, json, () => {
      this.pages.send(response, 'home.njk', { title: 'Evenhand' }, view);
    });
  }

  @Get('accessibility')
  accessibility(@Res() response: Response): void {
    this.pages.send(response, 'text.njk', { title: 'Accessibility' }, { sections: accessibility });
  }

  @Get('privacy')
  privacy(@Res() response: Response): void {
    this.pages.send(response, 'text.njk', { title: 'Privacy' }, { sections: privacy });
  }

  @Get('help')
  help(@Res() response: Response): void {
    const links = Object.entries(glossaries).map(([name, { title, lead }]) => {
      return { href: `/help/${name}`, text: title, says: lead };
    });
    this.pages.send(response, 'text.njk', { title: 'Help' }, { sections: helpWith(links) });
  }

  @Get('help/:glossary')
  words(@Param('glossary') name: string, @Res() response: Response): void {
    if (!isGlossary(name)) throw new ProblemError('not_found');
    const { title, lead } = glossaries[name];
    this.pages.send(response, 'glossary.njk', { title, back: '/help' }, { lead, entries: glossary(name) });
  }

  /** A shared file never changes under its address, so a browser and a cache between may keep it. */
  @Get('assets/:hash/:name')
  asset(@Req() request: Request, @Res() response: Response): void {
    const file = this.pages.sharedFile(request.path);
    if (file === null) throw new ProblemError('not_found');
    const isPacked = file.gzip !== null && request.acceptsEncodings('gzip') === 'gzip';
    response.setHeader('cache-control', 'public, max-age=31536000, immutable');
    response.setHeader('content-type', file.type);
    response.vary('accept-encoding');
    if (isPacked) response.setHeader('content-encoding', 'gzip');
    response.end(isPacked ? file.gzip : file.bytes);
  }
}
