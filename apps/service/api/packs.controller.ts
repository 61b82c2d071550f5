import { Controller, Get, Inject, Param } from '@nestjs/common';
import type { Pack, PackShelf } from '#lib/protocol/index.js';
import { Documented } from './documented.js';
import { asData } from './pack-data.js';
import { ProblemError } from './problem.js';
import { SHELF } from './tokens.js';

@Controller('packs')
export class PacksController {
  constructor(@Inject(SHELF) private readonly shelf: PackShelf) {}

  @Get()
  @Documented({ summary: 'The protocol packs at hand', answer: 'Packs', problems: [] })
  list(): object {
    return { packs: this.shelf.all().map(summaryOf) };
  }

  /** An id holds a slash; the address takes it as it is, encoded, or its last part alone. */
  @Get('*id')
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

function summaryOf(pack: Pack): object {
  const rules: Record<string, number> = {};
  for (const { mode } of pack.rules.values()) rules[mode] = (rules[mode] ?? 0) + 1;
  const { ref, tag, state, source } = pack;
  return { ...ref, tag, state, council: source.council, title: source.title, rules };
}
