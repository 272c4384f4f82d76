import type { DynamicModule } from '@nestjs/common';
import type { Installation } from '#execution';
import { DocumentsModule } from '../documents/documents.module.ts';
import { ElementTemplatesModule } from '../element-templates/element-templates.module.ts';
import { IntakeModule } from '../intake/intake.module.ts';
import { InvoicesModule } from '../invoices/invoices.module.ts';
import { MailboxModule } from '../mailbox/mailbox.module.ts';
import { ParticipationModule } from '../participation/participation.module.ts';
import { PaymentsModule } from '../payments/payments.module.ts';

/** What the server offers beside the engine: one module for each subject, with its controllers and providers. */
export function installationModules(installation: Installation): readonly DynamicModule[] {
  return [
    DocumentsModule.of(installation),
    ElementTemplatesModule.of(installation),
    InvoicesModule.of(installation),
    IntakeModule.of(installation),
    MailboxModule.of(installation),
    ParticipationModule.of(installation),
    PaymentsModule.of(installation),
  ];
}
