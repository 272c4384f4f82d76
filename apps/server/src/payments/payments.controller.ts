import { Controller, Inject, Param, Res } from '@nestjs/common';
import type { Response } from 'express';
import type { Payments } from '#execution';
import { ProblemError } from '#platform';
import { Operation } from '../http/operation.ts';
import { PAYMENTS } from './payment-ports.ts';
import { returnPage } from './return-page.ts';

/** Where the payment page sends people back to. */
@Controller()
export class PaymentsController {
  constructor(@Inject(PAYMENTS) private readonly payments: Payments | undefined) {}

  @Operation({
    method: 'get',
    path: '/api/payments/return/:token',
    access: 'public',
    summary: 'Back from the payment page: asks the payment service how it ended and says so',
    tag: 'Payments',
    answer: { mediaType: 'text/html' },
    problems: { 404: 'There is no such payment.' },
  })
  async comeBack(@Param('token') token: string, @Res() response: Response): Promise<void> {
    const payment = await this.payments?.desk.comeBack(token);
    if (payment === undefined)
      throw new ProblemError(404, 'PAYMENT_NOT_FOUND', 'Expected a payment of this address, but there is none.');
    response.setHeader('cache-control', 'no-store');
    response.setHeader('referrer-policy', 'no-referrer');
    response.type('html').send(returnPage(payment));
  }
}
