import type { DynamicModule } from '@nestjs/common';
import type { Installation } from '#execution';
import { PAYMENTS } from './payment-ports.ts';
import { PaymentsController } from './payments.controller.ts';

/** Coming back from the payment page. */
export class PaymentsModule {
  static of({ payments }: Pick<Installation, 'payments'>): DynamicModule {
    return {
      module: PaymentsModule,
      controllers: [PaymentsController],
      providers: [{ provide: PAYMENTS, useValue: payments }],
    };
  }
}
