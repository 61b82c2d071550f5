import { Controller, Get, Inject, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Response } from 'express';
import { Policy } from '../access/policy.js';
import type { Metrics } from './metrics.js';
import { METRICS } from './parts.js';

@Controller('metrics')
@ApiExcludeController()
export class MetricsController {
  constructor(@Inject(METRICS) private readonly metrics: Metrics) {}

  @Get()
  @Policy('anyone')
  async read(@Res() response: Response): Promise<void> {
    response.setHeader('content-type', this.metrics.contentType);
    response.send(await this.metrics.text());
  }
}
