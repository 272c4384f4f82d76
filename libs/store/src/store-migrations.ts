import type { RoomMigrations } from './migrate.ts';
import { CreateDefinitions1763683200000 } from './migrations/1763683200000-create-definitions.ts';
import { CreateRuntime1763683200001 } from './migrations/1763683200001-create-runtime.ts';
import { CollectStartTriggers1763769600010 } from './migrations/1763769600010-collect-start-triggers.ts';
import { AddPerformerToJobHistory1763900000010 } from './migrations/1763900000010-add-performer-to-job-history.ts';
import { AddTwoPersonRule1763800000000 } from './migrations/1763800000000-add-two-person-rule.ts';
import { CreateBatches1763769600020 } from './migrations/1763769600020-create-batches.ts';
import { CreateHistory1763683200002 } from './migrations/1763683200002-create-history.ts';
import { CreateComments1763900000000 } from './migrations/1763900000000-create-comments.ts';
import { FindBusinessKeys1764000000000 } from './migrations/1764000000000-find-business-keys.ts';
import { TellWhetherRetriesWereGiven1764000000100 } from './migrations/1764000000100-tell-whether-retries-were-given.ts';
import { TellMoreOfJobs1764100000310 } from './migrations/1764100000310-tell-more-of-jobs.ts';
import { CreateOperationLog1764000000300 } from './migrations/1764000000300-create-operation-log.ts';
import { CreateFormFields1764100000300 } from './migrations/1764100000300-create-form-fields.ts';
import { KeepDeclaredTypes1764100000000 } from './migrations/1764100000000-keep-declared-types.ts';
import { KeepDelegationOfTasks1764100000200 } from './migrations/1764100000200-keep-delegation-of-tasks.ts';
import { HoldJobs1764000000310 } from './migrations/1764000000310-hold-jobs.ts';
import { DescribeDecisionGraphs1764100000100 } from './migrations/1764100000100-describe-decision-graphs.ts';
import { PlanSuspensions1764100000110 } from './migrations/1764100000110-plan-suspensions.ts';
import { RecordEveryDecision1764200000000 } from './migrations/1764200000000-record-every-decision.ts';
import { FindOperationsOfInstances1764200000020 } from './migrations/1764200000020-find-operations-of-instances.ts';
import { FindCalledInstances1764200000100 } from './migrations/1764200000100-find-called-instances.ts';
import { TellRoundsOfTasks1764300000400 } from './migrations/1764300000400-tell-rounds-of-tasks.ts';
import { KeepWhatIncidentsAreAbout1764300000410 } from './migrations/1764300000410-keep-what-incidents-are-about.ts';
import { KeepLargeValuesApart1764300000500 } from './migrations/1764300000500-keep-large-values-apart.ts';
import { KeepFaultsOfIncidents1764300000600 } from './migrations/1764300000600-keep-faults-of-incidents.ts';
import { KeepFaultsOfBatchTargets1764300000710 } from './migrations/1764300000710-keep-faults-of-batch-targets.ts';
import { CreateNumberSeries1763769600000 } from './migrations/1763769600000-create-number-series.ts';

/** Append here, never change or remove: databases in town halls have run these. */
export const storeMigrations: RoomMigrations = {
  room: 'store',
  migrations: [
    CreateDefinitions1763683200000,
    CreateRuntime1763683200001,
    CreateHistory1763683200002,
    CreateNumberSeries1763769600000,
    CollectStartTriggers1763769600010,
    AddTwoPersonRule1763800000000,
    CreateBatches1763769600020,
    CreateComments1763900000000,
    AddPerformerToJobHistory1763900000010,
    FindBusinessKeys1764000000000,
    TellWhetherRetriesWereGiven1764000000100,
    CreateOperationLog1764000000300,
    KeepDeclaredTypes1764100000000,
    HoldJobs1764000000310,
    DescribeDecisionGraphs1764100000100,
    PlanSuspensions1764100000110,
    TellMoreOfJobs1764100000310,
    CreateFormFields1764100000300,
    KeepDelegationOfTasks1764100000200,
    RecordEveryDecision1764200000000,
    FindOperationsOfInstances1764200000020,
    FindCalledInstances1764200000100,
    TellRoundsOfTasks1764300000400,
    KeepWhatIncidentsAreAbout1764300000410,
    KeepLargeValuesApart1764300000500,
    KeepFaultsOfIncidents1764300000600,
    KeepFaultsOfBatchTargets1764300000710,
  ],
};
