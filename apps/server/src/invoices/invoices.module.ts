import type { DynamicModule } from '@nestjs/common';
import type { Installation } from '#execution';
import { InvoiceViews } from './invoice-views.ts';
import { InvoicesController } from './invoices.controller.ts';
import { INVOICES } from './invoice-ports.ts';
import { PaymentOrdersController } from './payment-orders.controller.ts';
import { ValidationController } from './validation.controller.ts';

/** Invoices: checking, taking in, list, detail, payment orders. */
export class InvoicesModule {
  static of({ invoices }: Pick<Installation, 'invoices'>): DynamicModule {
    return {
      module: InvoicesModule,
      controllers: [ValidationController, InvoicesController, PaymentOrdersController],
      providers: [{ provide: INVOICES, useValue: invoices }, InvoiceViews],
    };
  }
}
