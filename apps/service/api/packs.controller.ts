import { Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { checkPack } from '#lib/application/index.js';
import type { PackShelf } from '#lib/protocol/index.js';
import { Policy } from '../access/policy.js';
import { Documented } from './documented.js';
import { PACK_TEXT, PackBody, type PackSent } from './pack-body.js';
import { asData, packSummary } from './pack-data.js';
import { ProblemError, bodyFaults } from './problem.js';
import { SHELF } from './tokens.js';

@Controller('packs')
export class PacksController {
  constructor(@Inject(SHELF) private readonly shelf: PackShelf) {}

  @Get()
  @Policy('signed_in')
  @Documented({ summary: 'The protocol packs that come with the program', answer: 'Packs', problems: [] })
  list(): object {
    return { packs: this.shelf.all().map(packSummary) };
  }

  @Post('check')
  @Policy('signed_in')
  @HttpCode(200)
  @Documented({
    summary: 'Check the text of a protocol pack, and record nothing',
    description: PACK_TEXT,
    body: 'PackTextBody',
    answer: 'PackCheck',
    problems: [],
  })
  check(@PackBody() { file }: PackSent): object {
    const checked = checkPack(file);
    if (!checked.ok) return { ok: false, errors: bodyFaults(checked.refusal.problems) };
    return { ok: true, pack: packSummary(checked.value.pack), errors: [] };
  }

  /** An id holds a slash. The address takes it plain, encoded, or as its last part alone. */
  @Get('*id')
  @Policy('signed_in')
  @Documented({
    summary: 'One protocol pack as data',
    path: { id: 'Its id, or the last part of it.' },
    answer: 'Pack',
    problems: ['not_found'],
  })
  show(@Param('id') id: string | readonly string[]): unknown {
    const name = typeof id === 'string' ? id : id.join('/');
    const pack = this.shelf.find(name);
    if (pack === undefined) throw new ProblemError('pack_unknown', { status: 404 });
    return asData(pack);
  }
}
