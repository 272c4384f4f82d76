import { Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, DiscoveryModule } from '@nestjs/core';
import { Identity } from '#identity';
import { HealthChecks } from '#platform';
import { BatchesController } from './batches/batches.controller.ts';
import { ChangeHub } from './changes/change-hub.ts';
import { ChangesController } from './changes/changes.controller.ts';
import { DefinitionCatalogue } from './definitions/definition-catalogue.ts';
import { DefinitionViews } from './definitions/definition-views.ts';
import { DefinitionsController } from './definitions/definitions.controller.ts';
import { CaseDataWords } from './definitions/case-data-words.ts';
import { DeployedForms } from './definitions/deployed-forms.ts';
import { DeploymentsController } from './deployments/deployments.controller.ts';
import { HealthController } from './health/health.controller.ts';
import { AccessGuard } from './http/access.guard.ts';
import { ProblemFilter } from './http/problem.filter.ts';
import { OperatorInterceptor } from './http/operator.interceptor.ts';
import { RequestCheckInterceptor } from './http/request-check.interceptor.ts';
import { IncidentViews } from './incidents/incident-views.ts';
import { IncidentsController } from './incidents/incidents.controller.ts';
import { CaseNumbers } from './instances/case-numbers.ts';
import { InstanceHistory } from './instances/instance-history.ts';
import { Suspensions } from './instances/suspensions.ts';
import { WaitingViews } from './instances/waiting-views.ts';
import { InstanceViews } from './instances/instance-views.ts';
import { InstancesController } from './instances/instances.controller.ts';
import { MessageReceivers } from './messages/message-receivers.ts';
import { MessagesController } from './messages/messages.controller.ts';
import { MigrationViews } from './migrations/migration-views.ts';
import { MigrationsController } from './migrations/migrations.controller.ts';
import { ModificationViews } from './modifications/modification-views.ts';
import { ModificationsController } from './modifications/modifications.controller.ts';
import { Operations } from './openapi/operations.ts';
import { RetentionController } from './retention/retention.controller.ts';
import { ScenarioPlayer } from './scenarios/scenario-player.ts';
import { ScenariosController } from './scenarios/scenarios.controller.ts';
import { TrialPlayer } from './trials/trial-player.ts';
import { TrialsController } from './trials/trials.controller.ts';
import type { ServerParts } from './server-parts.ts';
import { LOGGER, RUNTIME, SERVER_FACTS, SETTINGS } from './server-ports.ts';
import { InboxMemoryController } from './session/inbox-memory.controller.ts';
import { SessionController } from './session/session.controller.ts';
import { HandOverController } from './tasks/hand-over.controller.ts';
import { OpenSteps } from './tasks/open-steps.ts';
import { TaskViews } from './tasks/task-views.ts';
import { TasksController } from './tasks/tasks.controller.ts';

@Module({})
export class ServerModule {
  static of({ runtime, identity, health, settings, logger, facts, modules = [] }: ServerParts): DynamicModule {
    return {
      module: ServerModule,
      global: true,
      imports: [DiscoveryModule, ...modules],
      exports: [RUNTIME, SETTINGS, LOGGER, SERVER_FACTS, Identity],
      controllers: [
        SessionController,
        InboxMemoryController,
        BatchesController,
        DefinitionsController,
        DeploymentsController,
        InstancesController,
        ModificationsController,
        RetentionController,
        TasksController,
        HandOverController,
        MessagesController,
        MigrationsController,
        ScenariosController,
        TrialsController,
        IncidentsController,
        ChangesController,
        HealthController,
      ],
      providers: [
        { provide: RUNTIME, useValue: runtime },
        { provide: Identity, useValue: identity },
        { provide: HealthChecks, useValue: health },
        { provide: SETTINGS, useValue: settings },
        { provide: LOGGER, useValue: logger },
        { provide: SERVER_FACTS, useValue: facts },
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: APP_INTERCEPTOR, useClass: RequestCheckInterceptor },
        { provide: APP_INTERCEPTOR, useClass: OperatorInterceptor },
        { provide: APP_FILTER, useClass: ProblemFilter },
        ChangeHub,
        DefinitionCatalogue,
        DefinitionViews,
        DeployedForms,
        CaseDataWords,
        CaseNumbers,
        IncidentViews,
        InstanceHistory,
        InstanceViews,
        MigrationViews,
        ModificationViews,
        Operations,
        ScenarioPlayer,
        OpenSteps,
        Suspensions,
        TrialPlayer,
        TaskViews,
        WaitingViews,
        MessageReceivers,
      ],
    };
  }
}
