import { type DynamicModule, Module } from '@nestjs/common';
import type { Installation } from '#execution';
import { DefinitionCatalogue } from '../definitions/definition-catalogue.ts';
import { DeployedForms } from '../definitions/deployed-forms.ts';
import { CASE_FILES } from '../server-ports.ts';
import { ApplicationStatusController } from './application-status.controller.ts';
import { ApplicationStatusViews } from './application-status-views.ts';
import { FitConnectCallbackController } from './fit-connect-callback.controller.ts';
import { INTAKE } from './intake-ports.ts';
import { IntakeController } from './intake.controller.ts';
import { OnlineServicesController } from './online-services.controller.ts';

/** How applications arrive: what integrators see of it, and the public pages of applicants. */
@Module({})
export class IntakeModule {
  static of({ intake, caseFiles }: Pick<Installation, 'intake' | 'caseFiles'>): DynamicModule {
    return {
      module: IntakeModule,
      controllers: [
        IntakeController,
        FitConnectCallbackController,
        OnlineServicesController,
        ApplicationStatusController,
      ],
      providers: [
        ApplicationStatusViews,
        DefinitionCatalogue,
        DeployedForms,
        { provide: INTAKE, useValue: intake },
        { provide: CASE_FILES, useValue: caseFiles },
      ],
    };
  }
}
