import { Controller, HttpStatus, Res } from '@nestjs/common';
import type { Response } from 'express';
import type { Health } from '#contracts';
import { HealthChecks } from '#platform';
import { Operation } from '../http/operation.ts';

const tag = 'Health';
const problems = { 503: 'The same body, with what is down and what to do.' } as const;

@Controller()
export class HealthController {
  constructor(private readonly checks: HealthChecks) {}

  @Operation({
    method: 'get',
    path: '/health',
    access: 'public',
    summary: 'Everything in detail',
    tag,
    answer: { shape: 'Health' },
    problems,
  })
  all(@Res({ passthrough: true }) response: Response): Promise<Health> {
    return this.ready(response);
  }

  @Operation({
    method: 'get',
    path: '/health/live',
    access: 'public',
    summary: 'The program answers',
    tag,
    answer: { shape: 'Health' },
  })
  live(): Health {
    return this.checks.live();
  }

  @Operation({
    method: 'get',
    path: '/health/ready',
    access: 'public',
    summary: 'It can do its work',
    tag,
    answer: { shape: 'Health' },
    problems,
  })
  async ready(@Res({ passthrough: true }) response: Response): Promise<Health> {
    const health = await this.checks.ready();
    if (health.status === 'down') response.status(HttpStatus.SERVICE_UNAVAILABLE);
    return health;
  }
}
