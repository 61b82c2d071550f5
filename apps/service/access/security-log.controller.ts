import { Controller, Get, Inject, Param } from '@nestjs/common';
import { Documented } from '../api/documented.js';
import { ACCESS, type Access } from './access.js';
import { Policy } from './policy.js';

@Controller('councils/:council')
export class SecurityLogController {
  constructor(@Inject(ACCESS) private readonly access: Access | null) {}

  @Get('security-log')
  @Policy('audits')
  @Documented({
    summary: 'The newest sign-ins, refusals and exports, for auditors',
    description:
      'The newest 1,000 of the last 400 days, with refused sign-ins of accounts that nobody knows. Nobody is named: person is a token of ' +
      'the ledger, account a pseudonym. Empty where nobody signs in.',
    path: { council: 'The token of the council.' },
    answer: 'SecurityLog',
    problems: ['council_unknown', 'keys_unavailable'],
  })
  async read(@Param('council') council: string): Promise<object> {
    return { council, entries: (await this.access?.securityLog.read(council)) ?? [] };
  }
}
