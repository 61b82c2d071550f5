import { Controller, Get } from '@nestjs/common';
import { describeCatalogue } from '#lib/application/described.js';
import { Policy } from '../access/policy.js';
import { Documented } from './documented.js';

/** The names and sentences of everything that this build knows. */
@Controller('catalogue')
export class CatalogueController {
  @Get()
  @Policy('anyone')
  @Documented({
    summary: 'Every event, command, projection, rule, route and role, in plain English',
    answer: 'Catalogue',
    problems: [],
  })
  show(): object {
    return describeCatalogue();
  }
}
